package org.konsil.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.account.ErasedAccounts;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.ServerVisibilityService;

/** Client-server API, "Event context". */
class EventContextTest {
  private static final String ANNA = "@anna:klinik.example";

  private static final String BERT = "@bert:klinik.example";
  private static final String CLARA = "@clara:praxis.example";

  private final TestRooms rooms = new TestRooms();
  private final Set<UserId> erased = new HashSet<>();

  @BeforeEach
  void nobodyElseHasHistory() {
    rooms.put(RemoteHistory.class, (own, room) -> false);
    rooms.put(ErasedAccounts.class, new Erased());
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void theFilterIsForWhatIsAroundAndForTheState() {
    RoomId room = rooms.createRoom(ANNA, "{\"name\":\"Visite\"}");
    EventId said = rooms.send(ANNA, room, "t1", "eins");
    rooms.send(ANNA, room, "t2", "zwei");
    ContextResponse context = context(room, said, "{\"types\":[\"m.room.name\"]}");
    assertThat(context.event().path("event_id").asText()).isEqualTo(said.value());
    assertThat(types(context.eventsBefore())).containsExactly("m.room.name");
    assertThat(context.eventsAfter()).isEmpty();
    assertThat(types(context.state())).containsExactly("m.room.name");
    ContextResponse lazy =
        context(room, said, "{\"types\":[\"m.room.name\"],\"lazy_load_members\":true}");
    assertThat(types(lazy.state())).containsExactlyInAnyOrder("m.room.name", "m.room.member");
  }

  /** Account deactivation with {@code erase}: for whoever was not there then. */
  @Test
  void whatTheErasedWroteIsRedactedForLaterReaders() {
    RoomId room = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    rooms.join(BERT, room);
    EventId said = rooms.send(BERT, room, "t1", "eins");
    rooms.join(CLARA, room);
    EventId later = rooms.send(BERT, room, "t2", "zwei");
    assertThat(body(CLARA, room, said)).isEqualTo("eins");
    erased.add(UserId.parse(BERT));
    assertThat(body(CLARA, room, said)).isEmpty();
    assertThat(body(CLARA, room, later)).isEqualTo("zwei");
    assertThat(body(ANNA, room, said)).isEqualTo("eins");
    assertThat(given("elsewhere.example", room, said)).isEmpty();
    assertThat(given("klinik.example", room, said)).isEqualTo("eins");
  }

  private ContextResponse context(RoomId room, EventId event, String filter) {
    return rooms
        .get(TimelineService.class)
        .context(
            TestRooms.requester(ANNA),
            room,
            event,
            10,
            EventFilter.parse(Json.parseObject(filter.getBytes())));
  }

  private String body(String reader, RoomId room, EventId event) {
    return rooms
        .get(TimelineService.class)
        .event(TestRooms.requester(reader), room, event)
        .at("/content/body")
        .asText();
  }

  private String given(String server, RoomId room, EventId event) {
    StoredEvent stored = rooms.get(RoomReadService.class).findEvent(room, event).orElseThrow();
    return rooms
        .get(ServerVisibilityService.class)
        .shown(ServerName.parse(server), List.of(stored))
        .get(0)
        .content()
        .path("body")
        .asText();
  }

  private final class Erased extends ErasedAccounts {
    @Override
    public Set<UserId> among(Collection<UserId> users) {
      return users.stream().filter(erased::contains).collect(Collectors.toSet());
    }
  }

  private static List<String> types(List<? extends JsonNode> events) {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }
}
