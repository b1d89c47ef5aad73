package org.konsil.federation.outbound;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.konsil.core.id.ServerName;

/** What waits for other servers. For capabilities that have decided that the caller may know. */
@Stateless
public class DestinationService {
  @Inject private OutboundQueueStore queue;
  @Inject private DestinationStore destinations;
  @Inject private OutboundWorker worker;
  @Inject private Clock clock;

  /** A page of those that something waits for, who has failed most often first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Destination> page(int first, int count) {
    return queue.destinations(first, count);
  }

  /** How many {@link #page} has in all. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count() {
    return queue.countRoutes();
  }

  /** Events and ephemeral units together, each counted for each server. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long countWaiting() {
    return queue.countPdus() + queue.countEdus();
  }

  /** Servers that did not take what was sent last. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long countFailing() {
    return destinations.countFailing();
  }

  /** Tries a server again before its time; nothing happens when nothing was put off. */
  public void retry(ServerName server) {
    destinations.wake(server, clock.instant()).forEach(worker::nudge);
  }
}
