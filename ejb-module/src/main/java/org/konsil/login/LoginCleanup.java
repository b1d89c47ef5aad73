package org.konsil.login;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Removes what has expired. Runs on every node; two that meet do no harm. */
@Singleton
public class LoginCleanup {
  @Inject private LoginTokenStore loginTokens;
  @Inject private UiaStore uiaSessions;
  @Inject private OpenIdTokenStore openIdTokens;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "17", persistent = false)
  public void cleanUp() {
    Instant now = clock.instant();
    loginTokens.deleteExpired(now);
    uiaSessions.deleteExpired(now);
    openIdTokens.deleteExpired(now);
  }
}
