package org.konsil.federation.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
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
    Optional<ServerName> speaker = speaker(news);
    if (!news.event().isShown() || speaker.isEmpty()) {
      return;
    }
    Set<ServerName> servers = new HashSet<>(news.state().joinedServers());
    news.membership()
        .filter(change -> change.before().filter(b -> !b.equals("leave")).isPresent())
        .ifPresent(change -> servers.add(change.user().server()));
    servers.removeIf(domains::isLocal);
    // a server that left it to us to tell the others knows its own event
    servers.remove(news.event().pdu().sender().server());
    if (!servers.isEmpty()) {
      queue.sendPdu(speaker.get(), servers, news.room(), news.event().pdu().eventId());
    }
  }

  /** The domain that tells the others: the sender's, or one in the room for an event we relay. */
  private Optional<ServerName> speaker(NewRoomEvent news) {
    ServerName sender = news.event().pdu().sender().server();
    if (domains.isLocal(sender)) {
      return Optional.of(sender);
    }
    return news.toRelay()
        ? news.state().joinedServers().stream().filter(domains::isLocal).findFirst()
        : Optional.empty();
  }
}
