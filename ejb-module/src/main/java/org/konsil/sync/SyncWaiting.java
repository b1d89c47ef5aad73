package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.konsil.account.Requester;
import org.konsil.config.StopNotice;
import org.konsil.storage.Wakeups;
import org.konsil.storage.Wakeups.Listening;

/**
 * A sync that waits holds no thread, no connection and no transaction: it listens first, reads, and
 * if there is nothing leaves behind a callback and a timer.
 */
@ApplicationScoped
public class SyncWaiting {
  /** The longest that a client may wait. */
  public static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);

  @Inject private SyncService sync;
  @Inject private Wakeups wakeups;
  @Inject private Clock clock;
  @Inject private StopNotice stopNotice;
  @Resource private ManagedScheduledExecutorService scheduler;

  private final Set<Waiting> waitings = ConcurrentHashMap.newKeySet();

  @PostConstruct
  void start() {
    stopNotice.whenStopping(() -> waitings.forEach(Waiting::answerNow));
  }

  /**
   * Answers once: at once when there is news, when the client does not wait or has no position yet;
   * otherwise with the first news or, after the timeout or when the server stops, with nothing new.
   *
   * @param timeout cut to {@link #MAX_TIMEOUT}
   * @param answer gets the body, on the caller's thread or on an executor's
   * @param failure gets what went wrong instead
   */
  public Waiting sync(
      Requester requester,
      SyncRequest request,
      Duration timeout,
      Consumer<ObjectNode> answer,
      Consumer<Throwable> failure) {
    long millis = Math.max(0, Math.min(timeout.toMillis(), MAX_TIMEOUT.toMillis()));
    Waiting waiting = new Waiting(requester, request, clock.millis() + millis, answer, failure);
    waiting.attempt();
    return waiting;
  }

  /** One client's waiting. */
  public final class Waiting {
    private final Requester requester;
    private final SyncRequest request;
    private final long deadline;
    private final Consumer<ObjectNode> answer;
    private final Consumer<Throwable> failure;
    private final AtomicBoolean done = new AtomicBoolean();
    private Listening listening;
    private ScheduledFuture<?> timer;
    private ObjectNode nothingNew;

    private Waiting(
        Requester requester,
        SyncRequest request,
        long deadline,
        Consumer<ObjectNode> answer,
        Consumer<Throwable> failure) {
      this.requester = requester;
      this.request = request;
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
        listening = wakeups.listen(sync.wakeKeys(requester), this::attempt);
        SyncAnswer read = sync.sync(requester, request);
        long left = deadline - clock.millis();
        if (read.hasNews() || request.since().isEmpty() || request.fullState() || left <= 0) {
          finish(() -> answer.accept(read.body()));
        } else {
          nothingNew = read.body();
          timer = scheduler.schedule(this::attempt, left, TimeUnit.MILLISECONDS);
          waitings.add(this);
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
      waitings.remove(this);
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
