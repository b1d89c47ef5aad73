package org.konsil.push;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes due items from the queue and has a bounded number of them delivered at a time, each on its
 * own: one that fails or hangs does not hold up the next (F33).
 */
@ApplicationScoped
class PushWorker {
  private static final Logger LOG = Logger.getLogger(PushWorker.class.getName());
  private static final int AT_A_TIME = 8;
  private static final int BATCH = 100;

  /** Longer than a delivery takes; after it another node tries. */
  private static final Duration CLAIMED = Duration.ofMinutes(2);

  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Semaphore slots = new Semaphore(AT_A_TIME);

  @Inject private PushQueueStore queue;
  @Inject private PushDelivery delivery;
  @Inject private Clock clock;
  @Resource private ManagedExecutorService executor;

  /** Says that something may be due; returns at once. */
  void nudge() {
    asked.set(true);
    if (running.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  private void run() {
    try {
      while (asked.getAndSet(false)) {
        drain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the push queue could not be read", e);
    } finally {
      running.set(false);
    }
    if (asked.get()) {
      nudge();
    }
  }

  private void drain() throws InterruptedException {
    List<PushQueueStore.Item> due = queue.due(clock.instant(), BATCH);
    while (!due.isEmpty()) {
      for (PushQueueStore.Item item : due) {
        slots.acquire();
        start(item);
      }
      due = due.size() < BATCH ? List.of() : queue.due(clock.instant(), BATCH);
    }
  }

  private void start(PushQueueStore.Item item) {
    try {
      executor.execute(() -> deliver(item));
    } catch (RuntimeException e) {
      slots.release();
      throw e;
    }
  }

  private void deliver(PushQueueStore.Item item) {
    try {
      Instant until = clock.instant().plus(CLAIMED);
      if (queue.claim(item, until)) {
        delivery.deliver(item);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a push could not be delivered", e);
    } finally {
      slots.release();
    }
  }
}
