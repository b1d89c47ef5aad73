package org.konsil.federation.transaction;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Forgets transactions that nobody repeats any more. */
@Stateless
public class TransactionSweep {
  private static final Duration KEPT = Duration.ofDays(2);

  @Inject private TransactionStore store;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "17", persistent = false)
  public void sweep() {
    store.deleteBefore(clock.instant().minus(KEPT));
  }
}
