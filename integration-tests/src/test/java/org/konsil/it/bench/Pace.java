package org.konsil.it.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting of the load generator, which has a clock to keep and no condition to wait for. */
final class Pace {
  private Pace() {}

  static void until(long nanoTime) {
    for (long left; (left = nanoTime - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  static void seconds(double seconds) {
    until(System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }
}
