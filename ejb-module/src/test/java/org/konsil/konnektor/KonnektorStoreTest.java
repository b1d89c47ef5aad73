package org.konsil.konnektor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.konnektor.KonnektorStore.Check;
import org.konsil.konnektor.KonnektorStore.StoredSubscription;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

/** Checks, events, the lease and subscriptions on every database. */
class KonnektorStoreTest extends StoreTest {

  private static final int KEPT = 10;
  private static final Instant NOW = Instant.parse("2026-11-20T02:54:00Z");

  Stream<Db> stores() {
    return allDatabases();
  }

  private static KonnektorSnapshot snapshot() {
    return new KonnektorSnapshot(
        "Hersteller",
        "Konnektor",
        "5.5.0",
        "5.60.2",
        Optional.of("TLSv1.3"),
        Optional.of(NOW.plusSeconds(1000)),
        Optional.empty(),
        true,
        List.of("EC_X"),
        List.of(
            new KonnektorCard(
                "SMC-B",
                Optional.of("Klinik Süd"),
                Optional.of("80276001011234564471"),
                "Terminal 1",
                3,
                NOW,
                Optional.of(LocalDate.of(2027, 1, 9)),
                KonnektorCard.Pin.VERIFIED),
            new KonnektorCard(
                "SMC-KT",
                Optional.empty(),
                Optional.empty(),
                "Terminal 1",
                4,
                NOW,
                Optional.empty(),
                KonnektorCard.Pin.NONE)),
        List.of(new KonnektorTerminal("CT-1", "Terminal 1", 4, true)));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keepsTheLastCheckOfEachNode(Db db) {
    KonnektorStore store = new KonnektorStore(db, KEPT);
    String node = UUID.randomUUID().toString();
    Check good =
        new Check(
            NOW,
            true,
            NOW,
            Optional.of(Duration.ofMillis(84)),
            Optional.empty(),
            Optional.of(snapshot()));
    store.saveCheck(node, good);
    assertThat(store.findCheck(node)).contains(good);
    assertThat(store.findCheck("another")).isEmpty();

    Check bad =
        new Check(
            NOW.plusSeconds(60),
            false,
            NOW.plusSeconds(60),
            Optional.empty(),
            Optional.of(
                new KonnektorFailure(
                    KonnektorFailure.Kind.FAULT, OptionalInt.of(4004), "Ungültige Mandanten-ID")),
            Optional.empty());
    store.saveCheck(node, bad);
    assertThat(store.findCheck(node)).contains(bad);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keepsTheLatestEventsOnly(Db db) {
    KonnektorStore store = new KonnektorStore(db, KEPT);
    for (int i = 0; i < KEPT + 5; i++) {
      store.addEvent(
          new KonnektorEvent(
              NOW.plusSeconds(i), "n1", "CARD/INSERTED", "Info", Map.of("SlotID", "" + i)));
    }
    List<KonnektorEvent> latest = store.events(2);
    assertThat(latest).hasSize(2);
    assertThat(latest.get(0).details()).containsEntry("SlotID", "14");
    assertThat(latest.get(1).at()).isEqualTo(NOW.plusSeconds(13));
    assertThat(store.events(10_000)).hasSize(KEPT);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void oneNodeHoldsTheLease(Db db) {
    KonnektorStore store = new KonnektorStore(db, KEPT);
    assertThat(store.takeLease("n1", NOW, NOW.plusSeconds(180))).isTrue();
    assertThat(store.takeLease("n2", NOW.plusSeconds(60), NOW.plusSeconds(240))).isFalse();
    assertThat(store.takeLease("n1", NOW.plusSeconds(60), NOW.plusSeconds(240))).isTrue();
    assertThat(store.takeLease("n2", NOW.plusSeconds(241), NOW.plusSeconds(400))).isTrue();
    assertThat(store.takeLease("n1", NOW.plusSeconds(242), NOW.plusSeconds(400))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void replacesTheSubscriptionOfATopic(Db db) {
    KonnektorStore store = new KonnektorStore(db, KEPT);
    store.saveSubscription(
        new StoredSubscription("CARD", "s-1", "cetp://127.0.0.1:1", NOW.plusSeconds(90), NOW));
    StoredSubscription second =
        new StoredSubscription("CARD", "s-2", "cetp://127.0.0.1:2", NOW.plusSeconds(99), NOW);
    store.saveSubscription(second);
    assertThat(store.subscriptions()).containsExactly(second);
    assertThat(store.isSubscribed("s-2")).isTrue();
    assertThat(store.isSubscribed("s-1")).isFalse();
  }
}
