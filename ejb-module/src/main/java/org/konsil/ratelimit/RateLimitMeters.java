package org.konsil.ratelimit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What was refused: {@code konsil_rate_limit_refusals_total} by limit. */
@ApplicationScoped
class RateLimitMeters implements MeterBinder {
  @Inject private RateLimits limits;

  @Override
  public void bindTo(MeterRegistry registry) {
    for (RateLimit limit : RateLimit.values()) {
      FunctionCounter.builder("konsil.rate.limit.refusals", limits, all -> all.refusals(limit))
          .description("What was refused because there was too much of it")
          .tag("limit", limit.label())
          .register(registry);
    }
  }
}
