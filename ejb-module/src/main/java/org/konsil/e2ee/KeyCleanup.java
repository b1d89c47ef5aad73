package org.konsil.e2ee;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what was kept against repetition and has grown old. */
@Stateless
public class KeyCleanup {
  /** How long an upload of one-time keys may be repeated without bringing claimed ones back. */
  static final Duration CLAIMED_KEPT = Duration.ofDays(30);

  /** How long a client may repeat a send with the same transaction id. */
  static final Duration TRANSACTIONS_KEPT = Duration.ofDays(7);

  @Inject private OneTimeKeyStore oneTimeKeys;
  @Inject private ToDeviceStore toDevice;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "17", persistent = false)
  public void forgetOld() {
    Instant now = clock.instant();
    oneTimeKeys.deleteClaimedBefore(now.minus(CLAIMED_KEPT));
    toDevice.deleteTransactionsBefore(now.minus(TRANSACTIONS_KEPT));
  }
}
