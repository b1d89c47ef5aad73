package org.konsil.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;
import org.konsil.config.DomainService;
import org.konsil.room.NewRoomEvent;

/**
 * Events that rooms gained, {@code konsil_room_events_total} by their origin: made here or by
 * another server. One that is rolled back counts too.
 */
@ApplicationScoped
class RoomEventMeters implements MeterBinder {
  private final LongAdder local = new LongAdder();
  private final LongAdder remote = new LongAdder();

  @Inject private DomainService domains;

  @Override
  public void bindTo(MeterRegistry registry) {
    register("local", local, registry);
    register("remote", remote, registry);
  }

  void count(@Observes NewRoomEvent news) {
    boolean ours = domains.isLocal(news.event().pdu().sender().server());
    (ours ? local : remote).increment();
  }

  private static void register(String origin, LongAdder count, MeterRegistry registry) {
    FunctionCounter.builder("konsil.room.events", count, LongAdder::sum)
        .description("Events that rooms gained")
        .tag("origin", origin)
        .register(registry);
  }
}
