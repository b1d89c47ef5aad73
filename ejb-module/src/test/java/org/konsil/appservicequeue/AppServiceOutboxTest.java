package org.konsil.appservicequeue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.appservice.AppService;
import org.konsil.appservicequeue.AppServiceOutboxService.Transaction;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestClock;

class AppServiceOutboxTest extends StoreTest {
  private static final String ANNA = "@anna:klinik.example";

  private final Map<Db, TestRooms> wired = new HashMap<>();
  private final TestClock clock = new TestClock();

  Stream<TestRooms> rooms() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, this::wire));
  }

  private TestRooms wire(Db db) {
    TestRooms rooms = new TestRooms(db);
    rooms.put(Clock.class, clock);
    return rooms;
  }

  private static AppService service() {
    return new AppService(
        "service " + UUID.randomUUID(),
        Optional.empty(),
        TestRooms.KLINIK,
        "asks",
        "tells",
        UserId.parse("@_bot:klinik.example"),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        true,
        false);
  }

  private static void enqueue(TestRooms rooms, AppService service, RoomId room, EventId event) {
    long nid = rooms.get(RoomReadService.class).findEvent(room, event).orElseThrow().nid();
    rooms.get(AppServiceQueueStore.class).enqueue(Set.of(service.id()), nid);
  }

  private static String text(Transaction transaction) {
    return new String(transaction.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void oneTransactionAfterTheOtherAndEachTheSameUntilItIsAccepted(TestRooms rooms) {
    AppService service = service();
    AppServiceOutboxService outbox = rooms.get(AppServiceOutboxService.class);
    assertThat(outbox.take(service)).isEmpty();
    RoomId room = rooms.createRoom(ANNA, "{}");
    EventId first = rooms.send(ANNA, room, "t1", "eins");
    EventId second = rooms.send(ANNA, room, "t2", "zwei");
    enqueue(rooms, service, room, second);
    enqueue(rooms, service, room, first);

    Transaction sent = outbox.take(service).orElseThrow();
    assertThat(text(sent)).containsSubsequence(first.value(), second.value());
    assertThat(outbox.take(service)).as("taken by somebody").isEmpty();

    enqueue(rooms, service, room, rooms.send(ANNA, room, "t3", "drei"));
    outbox.failed(service, sent.txnId());
    assertThat(outbox.take(service)).as("put off").isEmpty();
    clock.advance(Duration.ofSeconds(1));
    Transaction again = outbox.take(service).orElseThrow();
    assertThat(again.txnId()).isEqualTo(sent.txnId());
    assertThat(text(again)).isEqualTo(text(sent));

    outbox.accepted(service, again.txnId());
    Transaction next = outbox.take(service).orElseThrow();
    assertThat(next.txnId()).isGreaterThan(sent.txnId());
    assertThat(text(next)).contains("drei").doesNotContain("eins");
    outbox.accepted(service, next.txnId());
    assertThat(outbox.take(service)).isEmpty();
  }
}
