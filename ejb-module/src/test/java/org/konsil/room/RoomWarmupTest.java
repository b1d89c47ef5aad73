package org.konsil.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.RoomId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class RoomWarmupTest extends StoreTest {
  private static final String ANNA = "@anna:klinik.example";

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theRoomsThatWereBusyLastComeFirst(Db db) {
    TestRooms rooms = new TestRooms(db);
    rooms.createRoom(ANNA, "{}");
    RoomId busy = rooms.createRoom(ANNA, "{}");
    RoomId busiest = rooms.createRoom(ANNA, "{}");
    rooms.send(ANNA, busy, "1", "one");
    rooms.send(ANNA, busiest, "2", "two");
    assertThat(rooms.get(RoomStore.class).latest(2))
        .extracting(RoomRow::id)
        .containsExactly(busiest, busy);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theNodeIsReadyOnceItIsWarm(Db db) {
    TestRooms rooms = new TestRooms(db);
    rooms.createRoom(ANNA, "{}");
    RoomWarmup warmup = rooms.get(RoomWarmup.class);
    assertThat(warmup.isReady()).isFalse();
    warmup.run();
    assertThat(warmup.isReady()).isTrue();
  }
}
