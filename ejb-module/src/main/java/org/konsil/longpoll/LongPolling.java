package org.konsil.longpoll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.konsil.storage.WakeKey;
import org.konsil.storage.Wakeups;
import org.konsil.storage.Wakeups.Listening;

/** Answers a request with the first news, or with nothing new when its time is over. */
@ApplicationScoped
public class LongPolling {
  /** The longest that a client may wait. */
  public static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);

  @Inject private Wakeups wakeups;
  @Inject private Clock clock;
  @Resource private ManagedScheduledExecutorService scheduler;

  private ScheduledExecutorService testScheduler;

  /** For the container. */
  protected LongPolling() {}

  /** For tests. */
  LongPolling(Wakeups wakeups, Clock clock, ScheduledExecutorService scheduler) {
    this.wakeups = wakeups;
    this.clock = clock;
    this.testScheduler = scheduler;
  }

  /**
   * What a reading found.
   *
   * @param news whether a client that waits is to be answered with it
   */
  public record Found(ObjectNode body, boolean news) {}

  /**
   * Reads until there is news; at least once.
   *
   * @param keys what to listen on, asked before every reading
   * @param timeout cut to {@link #MAX_TIMEOUT}
   * @param answer gets the body, on the caller's thread or on an executor's
   * @param failure gets what went wrong instead
   */
  public Polling poll(
      Supplier<Collection<WakeKey>> keys,
      Supplier<Found> read,
      Duration timeout,
      Consumer<ObjectNode> answer,
      Consumer<Throwable> failure) {
    long millis = Math.max(0, Math.min(timeout.toMillis(), MAX_TIMEOUT.toMillis()));
    Polling polling = new Polling(keys, read, clock.millis() + millis, answer, failure);
    polling.attempt();
    return polling;
  }

  /** One client's waiting. */
  public final class Polling {
    private final Supplier<Collection<WakeKey>> keys;
    private final Supplier<Found> read;
    private final long deadline;
    private final Consumer<ObjectNode> answer;
    private final Consumer<Throwable> failure;
    private final AtomicBoolean done = new AtomicBoolean();
    private Listening listening;
    private ScheduledFuture<?> timer;

    private Polling(
        Supplier<Collection<WakeKey>> keys,
        Supplier<Found> read,
        long deadline,
        Consumer<ObjectNode> answer,
        Consumer<Throwable> failure) {
      this.keys = keys;
      this.read = read;
      this.deadline = deadline;
      this.answer = answer;
      this.failure = failure;
    }

    /** The client is gone: nothing is answered any more. */
    public void cancel() {
      if (done.compareAndSet(false, true)) {
        release();
      }
    }

    private synchronized void attempt() {
      if (done.get()) {
        return;
      }
      try {
        release();
        listening = wakeups.listen(keys.get(), this::attempt);
        Found found = read.get();
        long left = deadline - clock.millis();
        if (found.news() || left <= 0) {
          finish(() -> answer.accept(found.body()));
        } else {
          timer = scheduler().schedule(this::attempt, left, TimeUnit.MILLISECONDS);
        }
      } catch (RuntimeException e) {
        finish(() -> failure.accept(e));
      }
    }

    private void finish(Runnable tell) {
      if (done.compareAndSet(false, true)) {
        release();
        tell.run();
      }
    }

    private synchronized void release() {
      if (listening != null) {
        listening.close();
        listening = null;
      }
      if (timer != null) {
        timer.cancel(false);
        timer = null;
      }
    }
  }

  private ScheduledExecutorService scheduler() {
    return testScheduler == null ? scheduler : testScheduler;
  }
}
