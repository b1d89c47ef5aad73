package org.konsil.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.testing.TestClock;

class RateLimitsTest {
  private static final RateLimit LIMIT = RateLimit.EVENTS_OF_USER;

  private final TestClock clock = new TestClock();
  private final Properties settings = new Properties();

  @Test
  void aBurstIsAllowedAndThenWhatTimeBrings() {
    RateLimits limits = limits("3/2");
    take(limits, "a", 3);
    MatrixException refusal = refused(limits, "a");
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.body().get("retry_after_ms").asLong()).isBetween(500L, 501L);
    clock.advance(Duration.ofMillis(500));
    take(limits, "a", 1);
    refused(limits, "a");
  }

  @Test
  void whoWaitsAsLongAsHeIsToldIsServed() {
    RateLimits limits = limits("1/0.3");
    take(limits, "a", 1);
    long millis = refused(limits, "a").body().get("retry_after_ms").asLong();
    clock.advance(Duration.ofMillis(millis));
    take(limits, "a", 1);
  }

  @Test
  void whatIsSavedUpIsNeverMoreThanTheBurst() {
    RateLimits limits = limits("3/2");
    take(limits, "a", 3);
    clock.advance(Duration.ofHours(1));
    take(limits, "a", 3);
    refused(limits, "a");
  }

  @Test
  void refusalsCostNothing() {
    RateLimits limits = limits("1/1");
    take(limits, "a", 1);
    for (int i = 0; i < 100; i++) {
      refused(limits, "a");
    }
    assertThat(limits.refusals(LIMIT)).isEqualTo(100);
    clock.advance(Duration.ofSeconds(1));
    take(limits, "a", 1);
  }

  @Test
  void oneKeyAndOneLimitLeaveTheOthersAlone() {
    RateLimits limits = limits("1/1");
    take(limits, "a", 1);
    refused(limits, "a");
    take(limits, "b", 1);
    limits.take(RateLimit.REQUESTS_OF_USER, "a");
    limits.forget(LIMIT, "a");
    take(limits, "a", 1);
  }

  /** F9: a clock that jumps by an hour, to and fro. */
  @Test
  void f9_aClockThatJumpsLocksNobodyOut() {
    RateLimits limits = limits("3/2");
    take(limits, "a", 3);
    clock.advance(Duration.ofHours(-1));
    take(limits, "a", 3);
    refused(limits, "a");
    clock.advance(Duration.ofHours(2));
    take(limits, "a", 3);
    refused(limits, "a");
  }

  @Test
  void offMeansNoLimitAtAll() {
    settings.setProperty("konsil.rateLimits", "off");
    RateLimits limits = limits("1/1");
    for (RateLimit limit : RateLimit.values()) {
      for (int i = 0; i < 20_000; i++) {
        limits.take(limit, "a");
      }
    }
    assertThat(limits.refusals(LIMIT)).isZero();
  }

  /** However many ask at the same time, no more than the burst pass. */
  @Test
  void manyThreadsTakeNoMoreThanThereIs() throws InterruptedException {
    RateLimits limits = limits("100/1");
    AtomicInteger passed = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      threads.execute(
          () -> {
            await(together);
            for (int n = 0; n < 100; n++) {
              if (passes(limits)) {
                passed.incrementAndGet();
              }
            }
          });
    }
    together.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(passed).hasValue(100);
  }

  @Test
  void aRateIsABurstAndANumberASecond() {
    assertThat(Rate.parse("10/0.5")).isEqualTo(new Rate(10, Duration.ofSeconds(2)));
    for (String wrong : new String[] {"", "10", "/1", "0/1", "1/0", "-1/1", "1/NaN", "a/b"}) {
      assertThatCode(() -> Rate.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private RateLimits limits(String rate) {
    settings.setProperty("konsil.rateLimit." + LIMIT.label(), rate);
    return new RateLimits(clock, new KonsilConfig(settings));
  }

  private static void take(RateLimits limits, String key, int times) {
    for (int i = 0; i < times; i++) {
      limits.take(LIMIT, key);
    }
  }

  private static MatrixException refused(RateLimits limits, String key) {
    MatrixException refusal =
        catchThrowableOfType(MatrixException.class, () -> limits.take(LIMIT, key));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static boolean passes(RateLimits limits) {
    try {
      limits.take(LIMIT, "a");
      return true;
    } catch (MatrixException e) {
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
