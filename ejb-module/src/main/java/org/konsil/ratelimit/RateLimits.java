package org.konsil.ratelimit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;

/**
 * Whether somebody may do something now. Counted a node: a cluster of n nodes allows up to n times
 * as much. With {@code konsil.rateLimits=off} everybody may do everything.
 */
@ApplicationScoped
public class RateLimits {
  private final Map<RateLimit, Buckets> buckets = new EnumMap<>(RateLimit.class);
  private Clock clock;
  private KonsilConfig config;

  protected RateLimits() {}

  /**
   * @throws IllegalArgumentException when a setting cannot be used
   */
  @Inject
  RateLimits(Clock clock, KonsilConfig config) {
    this.clock = clock;
    this.config = config;
    for (RateLimit limit : RateLimit.values()) {
      Rate rate =
          config.text("rateLimit." + limit.label()).map(Rate::parse).orElseGet(limit::usual);
      buckets.put(limit, new Buckets(rate));
    }
  }

  /**
   * Counts one.
   *
   * @param key whom or what the limit is for
   * @throws MatrixException M_LIMIT_EXCEEDED, with the time after which it is worth trying again
   */
  public void take(RateLimit limit, String key) {
    if (!config.rateLimits()) {
      return;
    }
    long nanos = buckets.get(limit).take(key, TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    if (nanos > 0) {
      throw MatrixException.limitExceeded(Duration.ofMillis((nanos + 999_999) / 1_000_000));
    }
  }

  /** Forgets what was counted. */
  public void forget(RateLimit limit, String key) {
    buckets.get(limit).fill(key);
  }

  double refusals(RateLimit limit) {
    return buckets.get(limit).refusals();
  }
}
