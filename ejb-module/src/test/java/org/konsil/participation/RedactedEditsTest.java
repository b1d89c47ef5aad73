package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;

/** A_28355: who redacts a message redacts its edits as well. */
class RedactedEditsTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:klinik.example";

  private final TestRooms rooms = new TestRooms();
  private final RoomId room = rooms.createRoom(ANNA, "{\"invite\":[\"" + BERT + "\"]}");
  private final EventId original = rooms.send(ANNA, room, "t1", "5 mg");
  private final EventId edit = replace(ANNA, original, "t2", "0,5 mg");
  private final EventId second = replace(ANNA, original, "t3", "0,05 mg");
  private final EventId unrelated = rooms.send(ANNA, room, "t4", "Danke");

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void underTheTimPolicyTheEditsGoWithTheMessage() {
    rooms.settings.setProperty("konsil.policy", "tim");
    redact(original);
    assertThat(isEmpty(original)).isTrue();
    assertThat(isEmpty(edit)).isTrue();
    assertThat(isEmpty(second)).isTrue();
    assertThat(isEmpty(unrelated)).isFalse();
  }

  @Test
  void whatOthersClaimToBeAnEditStays() {
    rooms.join(BERT, room);
    EventId claimed = replace(BERT, original, "t5", "500 mg");
    rooms.settings.setProperty("konsil.policy", "tim");
    redact(original);
    assertThat(isEmpty(edit)).isTrue();
    assertThat(isEmpty(claimed)).isFalse();
  }

  @Test
  void anEditAloneLeavesTheMessage() {
    rooms.settings.setProperty("konsil.policy", "tim");
    redact(edit);
    assertThat(isEmpty(edit)).isTrue();
    assertThat(isEmpty(original)).isFalse();
    assertThat(isEmpty(second)).isFalse();
  }

  @Test
  void plainMatrixRedactsWhatIsNamed() {
    redact(original);
    assertThat(isEmpty(original)).isTrue();
    assertThat(isEmpty(edit)).isFalse();
  }

  private EventId replace(String user, EventId message, String txnId, String text) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", "* " + text);
    content.putObject("m.new_content").put("msgtype", "m.text").put("body", text);
    content.putObject("m.relates_to").put("rel_type", "m.replace").put("event_id", message.value());
    return rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .send(TestRooms.requester(user), room, "m.room.message", txnId, content));
  }

  private void redact(EventId event) {
    rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .redact(TestRooms.requester(ANNA), room, event, "r", Optional.empty()));
  }

  private boolean isEmpty(EventId event) {
    return rooms
        .get(RoomReadService.class)
        .findEvent(room, event)
        .orElseThrow()
        .pdu()
        .content()
        .isEmpty();
  }
}
