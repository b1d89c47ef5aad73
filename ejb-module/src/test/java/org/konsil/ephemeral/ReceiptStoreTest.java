package org.konsil.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class ReceiptStoreTest extends StoreTest {
  private static final UserId ALICE = UserId.parse("@alice:klinik.example");
  private static final UserId BOB = UserId.parse("@bob:praxis.example");

  private RoomId room;

  @BeforeEach
  void newRoom() {
    room = RoomId.parse("!" + UUID.randomUUID() + ":klinik.example");
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aNewerReceiptTakesThePlaceOfTheOld(Db db) {
    ReceiptStore store = new ReceiptStore(db);
    store.put(receipt(ALICE, Receipt.READ, Optional.empty(), "$one"), 10, 5);
    store.put(receipt(ALICE, Receipt.READ, Optional.empty(), "$two"), 12, 7);
    assertThat(store.changes(List.of(room), BOB, 0, 20))
        .extracting(receipt -> receipt.event().value())
        .containsExactly("$two:klinik.example");
    assertThat(store.findPosition(receipt(ALICE, Receipt.READ, Optional.empty(), "$x")))
        .isEqualTo(7);
    assertThat(store.changes(List.of(room), BOB, 12, 20)).isEmpty();
    assertThat(store.changes(List.of(room), BOB, 0, 11)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void privateReceiptsAreToldToNobodyElse(Db db) {
    ReceiptStore store = new ReceiptStore(db);
    store.put(receipt(ALICE, Receipt.READ_PRIVATE, Optional.empty(), "$secret"), 10, 5);
    assertThat(store.changes(List.of(room), BOB, 0, 20)).isEmpty();
    assertThat(store.changes(List.of(room), ALICE, 0, 20)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void publicAndPrivateReceiptsAreReadTogetherAndThreadsApart(Db db) {
    ReceiptStore store = new ReceiptStore(db);
    store.put(receipt(ALICE, Receipt.READ, Optional.empty(), "$one"), 10, 5);
    store.put(receipt(ALICE, Receipt.READ_PRIVATE, Optional.empty(), "$two"), 11, 8);
    store.put(receipt(ALICE, Receipt.READ, Optional.of("$root"), "$three"), 12, 9);
    store.put(receipt(BOB, Receipt.READ, Optional.empty(), "$four"), 13, 99);
    Map<RoomId, ReadUpTo> read = store.readUpTo(ALICE, List.of(room));
    assertThat(read.get(room)).isEqualTo(new ReadUpTo(8, Map.of("$root", 9L)));
    assertThat(read.get(room).position("$root")).isEqualTo(9);
    assertThat(read.get(room).position("main")).isEqualTo(8);
  }

  private Receipt receipt(UserId user, String type, Optional<String> thread, String event) {
    return new Receipt(room, user, type, thread, EventId.parse(event + ":klinik.example"), 1);
  }
}
