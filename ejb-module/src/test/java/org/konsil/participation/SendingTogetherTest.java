package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.ClientTransaction;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

/** Messages that share a transaction, on every database. */
class SendingTogetherTest extends StoreTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:klinik.example";

  Stream<Db> everyDatabase() {
    return allDatabases();
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void eachMessageHasItsOwnOutcomeAndItsPlaceInTheOrderOfArrival(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId ward = room(rooms, ANNA);
    RoomId lab = room(rooms, ANNA);
    EventId before = rooms.send(ANNA, ward, "before", "schon gesendet");
    RoomId unknown = RoomId.parse("!unbekannt:klinik.example");

    List<SendOutcome> outcomes =
        rooms
            .get(SendingTransactionService.class)
            .sendTogether(
                List.of(
                    message(ANNA, ward, "1"),
                    message(BERT, ward, "2"),
                    message(ANNA, lab, "3"),
                    message(ANNA, ward, "1"),
                    message(ANNA, unknown, "4"),
                    message(ANNA, ward, "before"),
                    message(ANNA, ward, "5")));

    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            SendOutcome.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ErrorCode.M_FORBIDDEN));
    assertThat(outcomes.get(4)).isInstanceOf(SendOutcome.NotTried.class);
    assertThat(outcomes.get(3)).isEqualTo(outcomes.get(0));
    assertThat(event(outcomes.get(5))).isEqualTo(before);
    assertThat(said(rooms, ward))
        .containsExactly(before, event(outcomes.get(0)), event(outcomes.get(6)));
    assertThat(said(rooms, lab)).containsExactly(event(outcomes.get(2)));
    List<StoredEvent> events = rooms.get(RoomReadService.class).oldest(ward, 0, Long.MAX_VALUE, 99);
    StoredEvent newest = events.get(events.size() - 1);
    assertThat(newest.pdu().prevEvents()).containsExactly(event(outcomes.get(0)));
    // the room goes on where the messages left it
    EventId after = rooms.send(ANNA, ward, "after", "weiter");
    events = rooms.get(RoomReadService.class).oldest(ward, newest.position(), Long.MAX_VALUE, 99);
    assertThat(events).singleElement().extracting(e -> e.pdu().eventId()).isEqualTo(after);
    assertThat(events.get(0).pdu().prevEvents()).containsExactly(newest.pdu().eventId());
  }

  private static RoomId room(TestRooms rooms, String user) {
    return rooms.createRoom(user, "{\"preset\":\"private_chat\"}");
  }

  private static MessageSend message(String user, RoomId room, String txnId) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", "Befund " + txnId);
    var requester = TestRooms.requester(user);
    return new MessageSend(
        requester,
        room,
        "m.room.message",
        content,
        new ClientTransaction(requester.deviceId(), txnId),
        Optional.empty());
  }

  private static EventId event(SendOutcome outcome) {
    return ((SendOutcome.Sent) outcome).event();
  }

  private static List<EventId> said(TestRooms rooms, RoomId room) {
    return rooms.get(RoomReadService.class).oldest(room, 0, Long.MAX_VALUE, 99).stream()
        .filter(event -> event.pdu().type().equals("m.room.message"))
        .map(event -> event.pdu().eventId())
        .toList();
  }
}
