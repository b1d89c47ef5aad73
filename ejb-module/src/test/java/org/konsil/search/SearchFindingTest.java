package org.konsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.TestRooms;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class SearchFindingTest extends StoreTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";

  private final Map<Db, TestRooms> wired = new HashMap<>();

  Stream<TestRooms> rooms() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestRooms::new));
  }

  private static List<EventId> found(TestRooms rooms, String reader, String term, String order) {
    SearchRequest.RoomEvents wanted =
        new SearchRequest.RoomEvents(term, null, null, order, null, false, null);
    return rooms.get(SearchFinding.class).find(UserId.parse(reader), wanted).stream()
        .map(match -> match.event().pdu().eventId())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void findsWholeWordsOfWhoMaySeeThem(TestRooms rooms) {
    RoomId room = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    EventId first = rooms.send(ANNA, room, "t1", "Röntgen, Befund!");
    assertThat(found(rooms, ANNA, "befund", "recent")).containsExactly(first);
    EventId second = rooms.send(ANNA, room, "t2", "Der Befund vom Röntgen liegt seit heute vor");
    rooms.send(ANNA, room, "t3", "Befunde folgen");
    assertThat(found(rooms, ANNA, "RONTGEN befund", "recent")).containsExactly(second, first);
    assertThat(found(rooms, ANNA, "befund röntgen", "rank")).containsExactly(first, second);
    assertThat(found(rooms, ANNA, "bef", "recent")).isEmpty();
    assertThat(found(rooms, BERT, "befund", "recent")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void encryptedRoomsAndRedactedEventsAreNotFound(TestRooms rooms) {
    RoomId room = rooms.createRoom(ANNA, "{}");
    EventId event = rooms.send(ANNA, room, "t1", "Laborwerte");
    assertThat(found(rooms, ANNA, "laborwerte", "recent")).containsExactly(event);
    rooms
        .get(SearchStore.class)
        .delete(
            rooms
                .get(org.konsil.room.RoomReadService.class)
                .findEvent(room, event)
                .orElseThrow()
                .nid());
    assertThat(found(rooms, ANNA, "laborwerte", "recent")).isEmpty();
    rooms.send(ANNA, room, "t2", "Laborwerte wieder da");
    ObjectNode encryption = Json.object().put("algorithm", "m.megolm.v1.aes-sha2");
    rooms.setState(ANNA, room, "m.room.encryption", "", encryption);
    assertThat(found(rooms, ANNA, "laborwerte", "recent")).isEmpty();
  }
}
