package org.konsil.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** The SQL of the gauges, on every database. */
class QueueMetersTest extends StoreTest {
  private static final List<String> BINDERS =
      List.of("org.konsil.federation.outbound.OutboundMeters", "org.konsil.push.PushQueueMeters");

  @ParameterizedTest
  @MethodSource("allDatabases")
  void queuesAreCountedWhenTheyAreRead(Db db) throws ReflectiveOperationException {
    TestBeans beans = new TestBeans(db);
    MeterRegistry registry = new SimpleMeterRegistry();
    for (String binder : BINDERS) {
      ((MeterBinder) beans.get(Class.forName(binder))).bindTo(registry);
    }
    assertThat(value(registry, "konsil.federation.queue.events")).isZero();
    assertThat(value(registry, "konsil.federation.queue.age")).isZero();
    event(db, "a.example", "$1");
    event(db, "a.example", "$2");
    event(db, "b.example", "$2");
    failing(db, "a.example", beans.clock.millis() - 90_000);
    failing(db, "b.example", beans.clock.millis() - 30_000);
    assertThat(value(registry, "konsil.federation.queue.events")).isEqualTo(3);
    assertThat(value(registry, "konsil.federation.queue.edus")).isZero();
    assertThat(value(registry, "konsil.federation.queue.destinations")).isEqualTo(2);
    assertThat(value(registry, "konsil.federation.queue.failing")).isEqualTo(2);
    assertThat(value(registry, "konsil.federation.queue.age")).isEqualTo(90);
    assertThat(value(registry, "konsil.push.queue.items")).isZero();
  }

  private static double value(MeterRegistry registry, String gauge) {
    return registry.get(gauge).gauge().value();
  }

  private static void event(Db db, String destination, String event) {
    db.update(
        "INSERT INTO federation_pdu (origin, destination, room_id, event_id)"
            + " VALUES ('klinik.example', ?, '!r:klinik.example', ?)",
        destination,
        event);
  }

  private static void failing(Db db, String destination, long since) {
    db.update(
        "INSERT INTO federation_destination (origin, destination, failures, failing_since,"
            + " retry_at, leased_by, leased_until) VALUES ('klinik.example', ?, 1, ?, 0, '', 0)",
        destination,
        since);
  }
}
