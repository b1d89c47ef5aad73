package org.konsil.federation.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What waits for other servers, sent by any node: {@code konsil_federation_queue_*}. Servers are
 * counted and not named: a name as a tag would be one series for each server there is.
 */
@ApplicationScoped
class OutboundMeters implements MeterBinder {
  @Inject private OutboundQueueStore queue;
  @Inject private DestinationStore destinations;
  @Inject private Clock clock;

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("konsil.federation.queue.events", queue::countPdus)
        .description("Events that wait for other servers, each counted for each server")
        .register(registry);
    Gauge.builder("konsil.federation.queue.edus", queue::countEdus)
        .description("Ephemeral units that wait for other servers")
        .register(registry);
    Gauge.builder("konsil.federation.queue.destinations", queue::countDestinations)
        .description("Servers that something waits for")
        .register(registry);
    Gauge.builder("konsil.federation.queue.failing", destinations::countFailing)
        .description("Servers that did not take what was sent last")
        .register(registry);
    Gauge.builder("konsil.federation.queue.age", this::secondsFailing)
        .baseUnit("seconds")
        .description("Since when the server that fails for longest does not take what it is sent")
        .register(registry);
  }

  private double secondsFailing() {
    Instant now = clock.instant();
    return destinations
        .longestFailing()
        .map(since -> Duration.between(since, now).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
