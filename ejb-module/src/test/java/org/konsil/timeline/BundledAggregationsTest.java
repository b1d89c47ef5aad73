package org.konsil.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.participation.EventSendingService;
import org.konsil.room.TestRooms;

/** What is bundled with an event: valid edits, the thread, references. */
class BundledAggregationsTest {
  private static final String ANNA = "@anna:klinik.example";

  private final TestRooms rooms = new TestRooms();
  private RoomId room;
  private EventId root;
  private int sent;

  @BeforeEach
  void aMessage() {
    rooms.put(RemoteHistory.class, (own, history) -> false);
    room = rooms.createRoom(ANNA, "{}");
    root = send("m.room.message", message("Befund"));
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void anEditHasANewContent() {
    EventId edit = send("m.room.message", edit(root, "Befund, neu"));
    send("m.room.message", related(message("* ohne"), "m.replace", root));

    assertThat(bundle(root).at("/m.replace/event_id").asText()).isEqualTo(edit.value());
  }

  @Test
  void theNewContentOfAnEncryptedEditIsNotForTheServer() {
    ObjectNode ciphertext = Json.object().put("algorithm", "m.megolm.v1.aes-sha2");
    EventId original = send("m.room.encrypted", ciphertext.deepCopy());
    EventId edit = send("m.room.encrypted", related(ciphertext, "m.replace", original));

    assertThat(bundle(original).at("/m.replace/event_id").asText()).isEqualTo(edit.value());
  }

  @Test
  void theLatestAnswerOfAThreadComesWithItsEdit() {
    EventId answer = send("m.room.message", related(message("Antwort"), "m.thread", root));
    EventId edit = send("m.room.message", edit(answer, "Antwort, neu"));

    JsonNode latest = bundle(root).at("/m.thread/latest_event");
    assertThat(latest.path("event_id").asText()).isEqualTo(answer.value());
    assertThat(latest.at("/unsigned/m.relations/m.replace/event_id").asText())
        .isEqualTo(edit.value());
  }

  @Test
  void aRedactedRootKeepsItsThreadButNoEdit() {
    send("m.room.message", related(message("Antwort"), "m.thread", root));
    send("m.room.message", edit(root, "Befund, neu"));
    rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .redact(TestRooms.requester(ANNA), room, root, "r", Optional.empty()));

    assertThat(bundle(root).at("/m.thread/count").asInt()).isEqualTo(1);
    assertThat(bundle(root).has("m.replace")).isFalse();
  }

  private JsonNode bundle(EventId event) {
    return rooms
        .get(TimelineService.class)
        .event(TestRooms.requester(ANNA), room, event)
        .at("/unsigned/m.relations");
  }

  private EventId send(String type, ObjectNode content) {
    String txnId = "t" + sent++;
    return rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .send(TestRooms.requester(ANNA), room, type, txnId, content));
  }

  private static ObjectNode message(String text) {
    return Json.object().put("msgtype", "m.text").put("body", text);
  }

  private static ObjectNode edit(EventId original, String text) {
    ObjectNode content = related(message("* " + text), "m.replace", original);
    content.set("m.new_content", message(text));
    return content;
  }

  private static ObjectNode related(ObjectNode content, String type, EventId parent) {
    content.putObject("m.relates_to").put("rel_type", type).put("event_id", parent.value());
    return content;
  }
}
