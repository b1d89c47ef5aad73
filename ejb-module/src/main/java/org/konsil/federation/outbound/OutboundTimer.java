package org.konsil.federation.outbound;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.konsil.federation.PeerHeard;

/**
 * Looks regularly for queues whose time has come, also those that a node left that is gone; and at
 * once when a server that was silent is heard again.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@Lock(LockType.READ)
public class OutboundTimer {
  @Inject private OutboundQueueStore queue;
  @Inject private DestinationStore destinations;
  @Inject private OutboundWorker worker;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void look() {
    queue.deleteExpired(clock.instant());
    queue.due(clock.instant()).forEach(worker::nudge);
  }

  /** What speaks can be spoken to. */
  public void heard(@Observes PeerHeard peer) {
    destinations.wake(peer.server(), clock.instant()).forEach(worker::nudge);
  }
}
