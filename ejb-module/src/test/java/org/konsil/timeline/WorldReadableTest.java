package org.konsil.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.TestRooms;

/** What strangers read of a room, by its history visibility (I5). */
class WorldReadableTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final Requester STRANGER = TestRooms.requester("@fremd:praxis.example");

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
  void aWorldReadableRoomIsOpenToStrangers() {
    RoomId room = room("world_readable");
    EventId said = rooms.send(ANNA, room, "t", "Aushang");
    assertThat(rooms.get(TimelineService.class).event(STRANGER, room, said).at("/content/body"))
        .hasToString("\"Aushang\"");
    assertThat(bodies(room)).contains("Aushang");
    assertThat(rooms.get(RoomStateReadService.class).state(STRANGER, room)).isNotEmpty();
  }

  @Test
  void everyOtherRoomIsClosed() {
    for (String visibility : List.of("shared", "invited", "joined")) {
      RoomId room = room(visibility);
      EventId said = rooms.send(ANNA, room, "t", "Befund");
      refused(
          ErrorCode.M_NOT_FOUND,
          () -> rooms.get(TimelineService.class).event(STRANGER, room, said));
      refused(ErrorCode.M_FORBIDDEN, () -> bodies(room));
      refused(
          ErrorCode.M_FORBIDDEN, () -> rooms.get(RoomStateReadService.class).state(STRANGER, room));
    }
  }

  @Test
  void whatWasSaidBeforeAndAfterTheRoomWasOpenStaysClosed() {
    RoomId room = room("shared");
    EventId before = rooms.send(ANNA, room, "t1", "vorher");
    open(room, "world_readable");
    rooms.send(ANNA, room, "t2", "offen");
    refused(
        ErrorCode.M_NOT_FOUND,
        () -> rooms.get(TimelineService.class).event(STRANGER, room, before));
    assertThat(bodies(room)).contains("offen").doesNotContain("vorher");
    open(room, "shared");
    EventId after = rooms.send(ANNA, room, "t3", "nachher");
    refused(
        ErrorCode.M_NOT_FOUND, () -> rooms.get(TimelineService.class).event(STRANGER, room, after));
    refused(ErrorCode.M_FORBIDDEN, () -> bodies(room));
  }

  private RoomId room(String visibility) {
    return rooms.createRoom(
        ANNA,
        """
        {"initial_state":[{"type":"m.room.history_visibility",
          "content":{"history_visibility":"%s"}}]}
        """
            .formatted(visibility));
  }

  private void open(RoomId room, String visibility) {
    ObjectNode content = Json.object().put("history_visibility", visibility);
    rooms.setState(ANNA, room, "m.room.history_visibility", "", content);
  }

  private List<String> bodies(RoomId room) {
    MessagesRequest request = MessagesRequest.parse(null, null, "b", "50", null);
    return rooms.get(TimelineService.class).messages(STRANGER, room, request).chunk().stream()
        .map(event -> event.at("/content/body").asText())
        .toList();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
