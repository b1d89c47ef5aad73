package org.konsil.onetimekey;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Forgets claimed keys whose upload nobody repeats any more. */
@Stateless
public class ClaimedKeyCleanup {
  /** How long an upload of one-time keys may be repeated without bringing claimed ones back. */
  static final Duration KEPT = Duration.ofDays(30);

  @Inject private OneTimeKeyStore store;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "17", persistent = false)
  public void forgetOld() {
    store.deleteClaimedBefore(clock.instant().minus(KEPT));
  }
}
