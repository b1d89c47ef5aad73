package org.konsil.longpoll;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Clients that wait for news, on a long poll or a socket: {@code konsil_sync_waiters}. */
@ApplicationScoped
class LongPollMeters implements MeterBinder {
  @Inject private LongPolling polling;

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("konsil.sync.waiters", polling::waiting)
        .description("Clients that wait for news")
        .register(registry);
  }
}
