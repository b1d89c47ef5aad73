package org.konsil.slidingsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.longpoll.LongPolling.Found;
import org.konsil.room.TestDatabase;
import org.konsil.room.TestRooms;

/** What a client that shows a few of its rooms is told (MSC4186). */
class SlidingSyncServiceTest {
  private static final String PFLEGE = "@pflege:klinik.example";
  private static final String AERZTIN = "@aerztin:klinik.example";

  private final TestDatabase database = new TestDatabase();
  private final TestRooms rooms = TestRooms.withoutTypingAndPresence(database);

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aWindowShowsTheRoomsWithTheNewestEventsAndCountsAll() {
    RoomId first = rooms.createRoom(PFLEGE, "{\"name\":\"Station 1\"}");
    RoomId second = rooms.createRoom(PFLEGE, "{\"name\":\"Station 2\"}");
    RoomId third = rooms.createRoom(PFLEGE, "{\"name\":\"Station 3\"}");
    say(first, "an old room with a new message");
    JsonNode body = read(PFLEGE, 0, window(0, 1)).body();
    assertThat(body.at("/lists/shown/count").asInt()).isEqualTo(3);
    assertThat(names(body)).containsExactlyInAnyOrder(first.value(), third.value());
    assertThat(body.at("/rooms").path(first.value()).path("name").asText()).isEqualTo("Station 1");
    assertThat(body.at("/rooms").has(second.value())).isFalse();
  }

  @Test
  void nextComesWhatIsNewAndNothingTwice() {
    RoomId room = rooms.createRoom(PFLEGE, "{\"name\":\"Station 1\"}");
    RoomId quiet = rooms.createRoom(PFLEGE, "{\"name\":\"Station 2\"}");
    long pos = pos(read(PFLEGE, 0, window(0, 9)));
    EventId said = say(room, "Visite um zehn");
    Found next = read(PFLEGE, pos, window(0, 9));
    assertThat(next.news()).isTrue();
    assertThat(names(next.body())).containsExactly(room.value());
    assertThat(next.body().at("/rooms").path(room.value()).path("timeline"))
        .extracting(event -> event.path("event_id").asText())
        .containsExactly(said.value());
    Found after = read(PFLEGE, pos(next), window(0, 9));
    assertThat(after.news()).isFalse();
    assertThat(names(after.body())).doesNotContain(room.value(), quiet.value());
  }

  /** The answer may have been lost: the client asks again from where it stood. */
  @Test
  void whoAsksAgainFromTheSamePositionGetsTheSame() {
    RoomId room = rooms.createRoom(PFLEGE, "{}");
    long pos = pos(read(PFLEGE, 0, window(0, 9)));
    say(room, "Visite um zehn");
    JsonNode once = read(PFLEGE, pos, window(0, 9)).body();
    JsonNode again = read(PFLEGE, pos, window(0, 9)).body();
    assertThat(names(again)).isEqualTo(names(once)).containsExactly(room.value());
    assertThat(again.path("pos")).isEqualTo(once.path("pos"));
  }

  @Test
  void aPositionOfNobodyMakesTheClientBeginAnew() {
    rooms.createRoom(PFLEGE, "{}");
    assertThatThrownBy(() -> read(PFLEGE, 7, window(0, 9)))
        .isInstanceOf(MatrixException.class)
        .hasMessageContaining("Unknown position");
  }

  @Test
  void roomsOfOthersAreNotShownEvenWhenTheyAreNamed() {
    RoomId room = rooms.createRoom(PFLEGE, "{}");
    String request = "{\"room_subscriptions\":{\"" + room.value() + "\":{\"timeline_limit\":5}}}";
    assertThat(names(read(AERZTIN, 0, request).body())).isEmpty();
    assertThat(names(read(PFLEGE, 0, request).body())).containsExactly(room.value());
  }

  /** What a window costs is a matter of the window. */
  @Test
  void manyRoomsNeedNoMoreStatementsThanAFew() {
    for (int i = 0; i < 3; i++) {
      rooms.createRoom(AERZTIN, "{}");
    }
    for (int i = 0; i < 40; i++) {
      rooms.createRoom(PFLEGE, "{}");
    }
    assertThat(statements(PFLEGE)).isEqualTo(statements(AERZTIN));
  }

  private int statements(String user) {
    int before = database.statements();
    assertThat(names(read(user, 0, window(0, 1)).body())).hasSize(2);
    return database.statements() - before;
  }

  @Test
  void unreadMessagesAreCountedInEachRoomOfTheWindow() {
    RoomId one = rooms.createRoom(PFLEGE, "{}");
    RoomId two = rooms.createRoom(PFLEGE, "{}");
    for (RoomId room : List.of(one, two)) {
      rooms.invite(PFLEGE, room, AERZTIN);
      rooms.join(AERZTIN, room);
    }
    say(one, "Visite um zehn");
    say(two, "Visite um elf");
    say(two, "Oder um zwölf");
    JsonNode shown = read(AERZTIN, 0, window(0, 9)).body().path("rooms");
    assertThat(shown.path(one.value()).path("notification_count").asInt()).isEqualTo(1);
    assertThat(shown.path(two.value()).path("notification_count").asInt()).isEqualTo(2);
  }

  private EventId say(RoomId room, String text) {
    return rooms.send(PFLEGE, room, "t" + rooms.told.size(), text);
  }

  private Found read(String user, long pos, String request) {
    return rooms
        .get(SlidingSyncService.class)
        .read(
            TestRooms.requester(user),
            Json.mapper().convertValue(Json.parse(request.getBytes()), SlidingSyncRequest.class),
            pos);
  }

  private static String window(int from, int to) {
    return "{\"lists\":{\"shown\":{\"ranges\":[["
        + from
        + ","
        + to
        + "]],\"timeline_limit\":1,\"required_state\":[[\"m.room.name\",\"\"]]}}}";
  }

  private static long pos(Found found) {
    return Long.parseLong(found.body().path("pos").asText());
  }

  private static List<String> names(JsonNode body) {
    List<String> names = new ArrayList<>();
    body.path("rooms").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
