package org.konsil.web.overload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests that wait for a thread, and knows when one was last given to a request. A
 * queue that is long, or that has not moved for long, takes no more: who would be answered when his
 * client has given up is better told at once.
 */
final class WaitingRequests {
  /** Some seconds of work. */
  static final int MOST = 2_000;

  static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(2);

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long moved;

  /**
   * @param now in nanoseconds, as all times here
   */
  WaitingRequests(long now) {
    moved = now;
  }

  /** Whether one more may wait; it then counts until {@link #ended}. */
  boolean enter(long now) {
    int before = waiting.getAndIncrement();
    if (before == 0) {
      moved = now;
    }
    if (before < MOST && now - moved <= LONGEST_STANDSTILL.toNanos()) {
      return true;
    }
    waiting.decrementAndGet();
    return false;
  }

  /** One has its thread, or is gone. */
  void ended(long now) {
    waiting.decrementAndGet();
    moved = now;
  }

  int count() {
    return waiting.get();
  }
}
