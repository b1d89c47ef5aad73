package org.konsil.account;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Removes tokens that are long over. Runs on every node; two that meet do no harm. An expired token
 * is kept for a while: its holder is told that it may keep its keys and log in again.
 */
@Singleton
public class SessionCleanup {
  private static final Duration EXPIRED_KEPT = Duration.ofDays(90);

  @Inject private TokenStore tokens;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "17", persistent = false)
  public void cleanUp() {
    tokens.deleteExpiredBefore(clock.instant().minus(EXPIRED_KEPT));
  }
}
