package org.konsil.slidingsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.sync.SyncToken;

class ConnectionStoreTest extends StoreTest {
  private static final ServerName KLINIK = ServerName.parse("klinik.example");
  private static final RoomId ONE = RoomId.parse("!one:klinik.example");
  private static final RoomId TWO = RoomId.parse("!two:klinik.example");

  private final Map<Db, ConnectionStore> stores = new HashMap<>();

  Stream<ConnectionStore> stores() {
    return allDatabases().map(db -> stores.computeIfAbsent(db, ConnectionStoreTest::store));
  }

  private static ConnectionStore store(Db db) {
    ConnectionStore store = new ConnectionStore();
    store.db = db;
    return store;
  }

  private static Requester somebody() {
    return new Requester(UserId.of("u" + UUID.randomUUID(), KLINIK), "DEVICE", KLINIK, false, 1);
  }

  private static Told told(long position, RoomId... rooms) {
    Map<RoomId, Told.Room> all = new HashMap<>();
    List.of(rooms).forEach(room -> all.put(room, new Told.Room(position, 20, 3)));
    return Told.NOTHING.with(new SyncToken(position, 2, 3), all, List.of());
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aClientMayAskTwiceForTheSamePosition(ConnectionStore store) {
    Requester somebody = somebody();
    store.write(somebody, "main", 1, told(10, ONE), Instant.EPOCH);
    store.write(somebody, "main", 2, told(20, ONE, TWO), Instant.EPOCH);
    assertThat(store.find(somebody, "main", 1)).as("the answer may be lost").isPresent();
    store.write(somebody, "main", 2, told(30, TWO), Instant.EPOCH);
    assertThat(store.find(somebody, "main", 2)).contains(told(30, TWO));
    store.write(somebody, "main", 3, told(40), Instant.EPOCH);
    assertThat(store.find(somebody, "main", 1)).isEmpty();
    assertThat(store.find(somebody, "other", 3)).isEmpty();
    assertThat(store.find(somebody(), "main", 3)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void roomsThatAreLeftAreForgotten(ConnectionStore store) {
    Requester somebody = somebody();
    Told then = told(10, ONE, TWO);
    Told now = then.with(new SyncToken(11, 2, 3), Map.of(), List.of(ONE));
    store.write(somebody, "", 1, now, Instant.EPOCH);
    Optional<Told> found = store.find(somebody, "", 1);
    assertThat(found.orElseThrow().rooms()).containsOnlyKeys(TWO);
    assertThat(found.orElseThrow().upTo()).contains(new SyncToken(11, 2, 3));
  }
}
