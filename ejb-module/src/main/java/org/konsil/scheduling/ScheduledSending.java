package org.konsil.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.participation.EventSendingService;

/**
 * Sends what is due. A message goes out once: its transaction id is its own, so that a node that
 * dies between sending and forgetting repeats the request, not the message (I2). What is refused
 * stays, with the reason, for its user to see.
 */
@ApplicationScoped
class ScheduledSending {
  private static final Logger LOG = Logger.getLogger(ScheduledSending.class.getName());
  private static final int BATCH = 100;

  /** Longer than a send takes; after it another node tries. */
  private static final Duration CLAIMED = Duration.ofMinutes(1);

  @Inject private ScheduledMessageStore store;
  @Inject private AccountService accounts;
  @Inject private EventSendingService sending;
  @Inject private Clock clock;

  protected ScheduledSending() {}

  ScheduledSending(
      ScheduledMessageStore store,
      AccountService accounts,
      EventSendingService sending,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.sending = sending;
    this.clock = clock;
  }

  void sendDue() {
    Instant now = clock.instant();
    List<ScheduledMessageStore.Waiting> due = store.due(now, BATCH);
    for (ScheduledMessageStore.Waiting waiting : due) {
      if (store.claim(waiting, now.plus(CLAIMED))) {
        send(waiting);
      }
    }
  }

  private void send(ScheduledMessageStore.Waiting waiting) {
    try {
      Requester sender = sender(waiting);
      sender.requireNotSuspended();
      sending.send(sender, waiting.room(), waiting.type(), txnId(waiting), waiting.content());
      store.delete(waiting.user(), waiting.id());
    } catch (MatrixException e) {
      if (e.code() != ErrorCode.M_LIMIT_EXCEEDED) {
        store.fail(waiting.id(), e.code().name());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a scheduled message could not be sent yet", e);
    }
  }

  private Requester sender(ScheduledMessageStore.Waiting waiting) {
    Optional<Account> account =
        accounts.find(waiting.user()).filter(one -> !one.deactivated() && !one.locked());
    return account
        .map(
            one ->
                new Requester(
                    one.user(), waiting.deviceId(), one.domain(), false, one.suspended(), 0))
        .orElseThrow(() -> MatrixException.forbidden("The account is locked"));
  }

  private static String txnId(ScheduledMessageStore.Waiting waiting) {
    return "scheduled-" + waiting.id();
  }
}
