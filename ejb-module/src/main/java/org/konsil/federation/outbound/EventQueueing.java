package org.konsil.federation.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.room.NewRoomEvent;

/**
 * Queues what our users say for the other servers in the room, and for the server of a user that
 * has just been put out of it. Rooms of our own users alone cost a look at a set.
 */
@ApplicationScoped
class EventQueueing {
  @Inject private FederationQueueService queue;
  @Inject private DomainService domains;

  void added(@Observes NewRoomEvent news) {
    UserId sender = news.event().pdu().sender();
    if (!news.event().isShown() || !domains.isLocal(sender.server())) {
      return;
    }
    Set<ServerName> servers = new HashSet<>(news.state().joinedServers());
    news.membership()
        .filter(change -> change.before().filter(b -> !b.equals("leave")).isPresent())
        .ifPresent(change -> servers.add(change.user().server()));
    servers.removeIf(domains::isLocal);
    if (!servers.isEmpty()) {
      queue.sendPdu(sender.server(), servers, news.room(), news.event().pdu().eventId());
    }
  }
}
