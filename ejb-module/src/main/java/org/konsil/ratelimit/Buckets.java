package org.konsil.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The buckets of one limit. Each is one number, the time at which it is full again: a request moves
 * that time on by its share and is refused when it would lie further away than the whole burst. A
 * key that is not seen for long, or pushed out by a hundred thousand others, begins anew.
 */
final class Buckets {
  private static final int KEYS = 100_000;

  private final long every;
  private final long burst;
  private final Cache<String, AtomicLong> fullAt;
  private final LongAdder refusals = new LongAdder();

  Buckets(Rate rate) {
    this.every = rate.every().toNanos();
    this.burst = every * rate.burst();
    this.fullAt =
        Caffeine.newBuilder()
            .maximumSize(KEYS)
            .expireAfterAccess(Duration.ofNanos(burst).plusMinutes(1))
            .build();
  }

  /**
   * Takes one.
   *
   * @param now in nanoseconds, of a clock that all calls share
   * @return 0, or after how many nanoseconds there will be one again
   */
  long take(String key, long now) {
    AtomicLong bucket = fullAt.get(key, unknown -> new AtomicLong(now));
    while (true) {
      long full = bucket.get();
      // further away than it can be: the clock was set back
      long from = full - now > burst ? now : Math.max(full, now);
      long then = from + every;
      long missing = then - now - burst;
      if (missing > 0) {
        refusals.increment();
        return missing;
      }
      if (bucket.compareAndSet(full, then)) {
        return 0;
      }
    }
  }

  void fill(String key) {
    fullAt.invalidate(key);
  }

  /** How many takings were refused. */
  double refusals() {
    return refusals.sum();
  }
}
