package org.konsil.federation.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

/**
 * Queues what other servers are to be told, in the running transaction; it is sent once that has
 * committed. Hosted domains among the receivers are passed over: they are here.
 */
@Stateless
public class FederationQueueService {
  @Inject private OutboundQueueStore store;
  @Inject private DomainService domains;
  @Inject private Event<Queued> queued;

  /** Fired in the transaction. */
  record Queued(ServerName origin, List<ServerName> destinations) {}

  /**
   * Queues an event that the destinations do not have yet.
   *
   * @param origin the domain of ours that vouches for it: its sender's, or that of the resident
   *     that let the sender in
   */
  public void sendPdu(
      ServerName origin, Collection<ServerName> destinations, RoomId room, EventId event) {
    List<ServerName> remote = remote(destinations);
    if (!remote.isEmpty()) {
      store.insertPdu(origin, remote, room, event);
      queued.fire(new Queued(origin, remote));
    }
  }

  /** Queues an EDU that must arrive, however late. */
  public void sendEdu(
      ServerName origin, Collection<ServerName> destinations, String type, ObjectNode content) {
    send(origin, destinations, Optional.empty(), Optional.empty(), edu(type, content));
  }

  /**
   * Queues an EDU of which only the last counts.
   *
   * @param key what makes two of them the same, at most 800 characters
   * @param expiresAt from when on nobody wants to know it
   */
  public void sendLatestEdu(
      ServerName origin,
      Collection<ServerName> destinations,
      String key,
      Instant expiresAt,
      String type,
      ObjectNode content) {
    send(origin, destinations, Optional.of(key), Optional.of(expiresAt), edu(type, content));
  }

  /** As {@link #sendLatestEdu}, for what everybody still wants to know after any time. */
  public void sendLatestEdu(
      ServerName origin,
      Collection<ServerName> destinations,
      String key,
      String type,
      ObjectNode content) {
    send(origin, destinations, Optional.of(key), Optional.empty(), edu(type, content));
  }

  private void send(
      ServerName origin,
      Collection<ServerName> destinations,
      Optional<String> key,
      Optional<Instant> expiresAt,
      ObjectNode edu) {
    List<ServerName> remote = remote(destinations);
    if (!remote.isEmpty()) {
      store.insertEdu(origin, remote, key, expiresAt, edu);
      queued.fire(new Queued(origin, remote));
    }
  }

  private List<ServerName> remote(Collection<ServerName> servers) {
    return Set.copyOf(servers).stream().filter(server -> !domains.isLocal(server)).toList();
  }

  private static ObjectNode edu(String type, ObjectNode content) {
    ObjectNode edu = Json.object().put("edu_type", type);
    edu.set("content", content);
    return edu;
  }
}
