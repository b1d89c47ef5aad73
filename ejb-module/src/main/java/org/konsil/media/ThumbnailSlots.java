package org.konsil.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.konsil.core.error.MatrixException;

/** Lets few images be decoded at a time: each may take much memory and a whole core. */
@ApplicationScoped
class ThumbnailSlots {
  private static final int SLOTS = 2;
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Semaphore slots = new Semaphore(SLOTS, true);

  <T> T within(Supplier<T> work) {
    if (!acquire()) {
      throw MatrixException.limitExceeded(WAIT);
    }
    try {
      return work.get();
    } finally {
      slots.release();
    }
  }

  private boolean acquire() {
    try {
      return slots.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
