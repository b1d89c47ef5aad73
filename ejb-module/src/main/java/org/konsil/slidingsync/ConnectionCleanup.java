package org.konsil.slidingsync;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Forgets connections that nobody continued; their clients begin anew. */
@Singleton
public class ConnectionCleanup {
  private static final Duration KEPT = Duration.ofDays(7);

  @Inject private ConnectionStore connections;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "43", persistent = false)
  public void cleanUp() {
    connections.deleteBefore(clock.instant().minus(KEPT));
  }
}
