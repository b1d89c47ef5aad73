package org.konsil.push;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Pushes that were not delivered yet, by any node: {@code konsil_push_queue_items}. */
@ApplicationScoped
class PushQueueMeters implements MeterBinder {
  @Inject private PushQueueStore queue;

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("konsil.push.queue.items", queue::count)
        .description("Pushes that were not delivered yet")
        .register(registry);
  }
}
