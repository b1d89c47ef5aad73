package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import org.konsil.account.Requester;
import org.konsil.longpoll.LongPolling;
import org.konsil.longpoll.LongPolling.Found;
import org.konsil.longpoll.LongPolling.Polling;

/** A sync that waits for news. */
@ApplicationScoped
public class SyncWaiting {
  @Inject private SyncService sync;
  @Inject private LongPolling polling;

  /**
   * Answers once: at once when there is news, when the client does not wait or has no position yet;
   * otherwise with the first news or, after the timeout or when the server stops, with nothing new.
   *
   * @param timeout cut to {@link LongPolling#MAX_TIMEOUT}
   * @param answer gets the body, on the caller's thread or on an executor's
   * @param failure gets what went wrong instead
   */
  public Polling sync(
      Requester requester,
      SyncRequest request,
      Duration timeout,
      Consumer<ObjectNode> answer,
      Consumer<Throwable> failure) {
    return polling.poll(
        () -> sync.wakeKeys(requester), () -> read(requester, request), timeout, answer, failure);
  }

  private Found read(Requester requester, SyncRequest request) {
    SyncAnswer read = sync.sync(requester, request);
    boolean waits = request.since().isPresent() && !request.fullState();
    return new Found(read.body(), read.hasNews() || !waits);
  }
}
