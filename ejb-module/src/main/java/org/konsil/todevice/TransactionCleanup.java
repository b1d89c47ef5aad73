package org.konsil.todevice;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Forgets transaction ids that nobody repeats any more. */
@Stateless
public class TransactionCleanup {
  /** How long a client may repeat a send with the same transaction id. */
  static final Duration KEPT = Duration.ofDays(7);

  @Inject private ToDeviceStore store;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "17", persistent = false)
  public void forgetOld() {
    store.deleteTransactionsBefore(clock.instant().minus(KEPT));
  }
}
