package org.konsil.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;

/**
 * Slows down guessing: each account at each address has ten tries, and gains one every twelve
 * seconds; each address alone has a hundred, and gains one every second. A try that succeeds is
 * given back. Counted a node: a cluster of n nodes allows n times as much.
 */
@ApplicationScoped
public class LoginAttempts {
  private static final Rate OF_ACCOUNT = new Rate(10, Duration.ofSeconds(12));
  private static final Rate OF_ADDRESS = new Rate(100, Duration.ofSeconds(1));
  private static final int KEYS = 100_000;

  private Clock clock;
  private KonsilConfig config;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(Duration.ofHours(1)).build();

  LoginAttempts() {}

  @Inject
  LoginAttempts(Clock clock, KonsilConfig config) {
    this.clock = clock;
    this.config = config;
  }

  private record Rate(int burst, Duration every) {}

  private record Bucket(double left, Instant at) {}

  /**
   * Takes one try.
   *
   * @param account what is guessed at: a user id, or any other name
   * @throws MatrixException M_LIMIT_EXCEEDED when none is left
   */
  public void take(String account, String address) {
    if (config.rateLimits()) {
      take(address, OF_ADDRESS);
      take(account + "\n" + address, OF_ACCOUNT);
    }
  }

  /** Gives the try back: it was no guess. */
  void succeeded(String account, String address) {
    buckets.invalidate(account + "\n" + address);
  }

  private void take(String key, Rate rate) {
    Instant now = clock.instant();
    Bucket after =
        buckets.asMap().compute(key, (k, bucket) -> new Bucket(filled(bucket, rate, now) - 1, now));
    if (after.left() < 0) {
      buckets.put(key, new Bucket(after.left() + 1, now));
      double missing = -after.left();
      throw MatrixException.limitExceeded(
          Duration.ofMillis((long) Math.ceil(missing * rate.every().toMillis())));
    }
  }

  private static double filled(Bucket bucket, Rate rate, Instant now) {
    if (bucket == null) {
      return rate.burst();
    }
    double gained =
        (double) Duration.between(bucket.at(), now).toMillis() / rate.every().toMillis();
    return Math.min(rate.burst(), bucket.left() + Math.max(0, gained));
  }
}
