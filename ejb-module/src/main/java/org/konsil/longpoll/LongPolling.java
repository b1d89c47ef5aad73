package org.konsil.longpoll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.konsil.config.StopNotice;
import org.konsil.storage.WakeKey;
import org.konsil.storage.Wakeups;
import org.konsil.storage.Wakeups.Listening;
import org.slf4j.MDC;

/**
 * Answers a request with the first news; with nothing new when its time is over or the server
 * stops.
 */
@ApplicationScoped
public class LongPolling {
  /** The longest that a client may wait. */
  public static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);

  /** The request's id in the context of the log. */
  private static final String REQUEST_ID = "request";

  @Inject private Wakeups wakeups;
  @Inject private Clock clock;
  @Inject private StopNotice stopNotice;
  @Resource private ManagedScheduledExecutorService scheduler;

  private final Set<Polling> waiting = ConcurrentHashMap.newKeySet();

  @PostConstruct
  void start() {
    stopNotice.whenStopping(() -> waiting.forEach(Polling::answerNow));
  }

  /** How many clients wait. */
  public int waiting() {
    return waiting.size();
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
    private final String requestId = MDC.get(REQUEST_ID);
    private Listening listening;
    private ScheduledFuture<?> timer;
    private ObjectNode nothingNew;

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

    /** On a thread that knows nothing of the request: what it logs belongs to it all the same. */
    private void attemptAgain() {
      if (requestId != null) {
        MDC.put(REQUEST_ID, requestId);
      }
      try {
        attempt();
      } finally {
        MDC.remove(REQUEST_ID);
      }
    }

    private synchronized void attempt() {
      if (done.get()) {
        return;
      }
      try {
        release();
        listening = wakeups.listen(keys.get(), this::attemptAgain);
        Found found = read.get();
        long left = deadline - clock.millis();
        if (found.news() || left <= 0) {
          finish(() -> answer.accept(found.body()));
        } else {
          nothingNew = found.body();
          timer = scheduler.schedule(this::attemptAgain, left, TimeUnit.MILLISECONDS);
          waiting.add(this);
        }
      } catch (RuntimeException e) {
        finish(() -> failure.accept(e));
      }
    }

    /** The server stops: the client hears that nothing is new, and asks another node. */
    private synchronized void answerNow() {
      finish(() -> answer.accept(nothingNew));
    }

    private void finish(Runnable tell) {
      if (done.compareAndSet(false, true)) {
        release();
        tell.run();
      }
    }

    private synchronized void release() {
      waiting.remove(this);
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
}
