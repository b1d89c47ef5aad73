package org.konsil.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.TestRooms;

/** Client-server API, "Event context". */
class EventContextTest {
  private static final String ANNA = "@anna:klinik.example";

  private final TestRooms rooms = new TestRooms();

  @BeforeEach
  void nobodyElseHasHistory() {
    rooms.put(RemoteHistory.class, (own, room) -> false);
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

  private static List<String> types(List<? extends JsonNode> events) {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }
}
