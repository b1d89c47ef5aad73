package org.konsil.oauth;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes codes and clients that are over. Runs on every node; two that meet do no harm. An expired
 * code is kept for a while: its holder is told so, and a second use is still seen to be one.
 */
@Singleton
public class OAuthCleanup {
  private static final Duration EXPIRED_KEPT = Duration.ofHours(1);

  @Inject private ClientStore clients;
  @Inject private CodeStore codes;
  @Inject private DeviceCodeStore deviceCodes;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "27", persistent = false)
  public void cleanUp() {
    Instant now = clock.instant();
    clients.deleteExpired(now);
    codes.deleteExpiredBefore(now.minus(EXPIRED_KEPT));
    deviceCodes.deleteExpiredBefore(now.minus(EXPIRED_KEPT));
  }
}
