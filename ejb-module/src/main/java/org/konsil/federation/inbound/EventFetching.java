package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;

/**
 * Asks other servers for events. Everything that comes back went through {@link PduVerification};
 * what was not asked for or does not pass is left out. Blocks.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#retrieving-events">Retrieving
 *     events</a>
 */
@ApplicationScoped
public class EventFetching {
  /** Of single events asked for one by one before the whole state is asked for. */
  private static final int MAX_SINGLE = 30;

  private static final int MAX_STATE = 200_000;

  @Inject private FederationClient client;
  @Inject private PduVerification verification;

  protected EventFetching() {}

  EventFetching(FederationClient client, PduVerification verification) {
    this.client = client;
    this.verification = verification;
  }

  /** The events between some that we have and one that we were sent, the oldest first. */
  List<Pdu> missing(Peer peer, Collection<EventId> have, EventId latest, int limit) {
    ObjectNode body = Json.object().put("limit", limit).put("min_depth", 0);
    have.forEach(id -> body.withArray("earliest_events").add(id.value()));
    body.withArray("earliest_events");
    body.putArray("latest_events").add(latest.value());
    ObjectNode answer =
        client.post(
            peer.own(), peer.server(), path("get_missing_events", peer.room().value()), body);
    return sorted(verification.passing(peer.version(), peer.room(), some(answer, "events", limit)));
  }

  /** Events before some others, the oldest first. */
  public List<Pdu> backfill(Peer peer, Collection<EventId> from, int limit) {
    StringBuilder query = new StringBuilder(path("backfill", peer.room().value()));
    query.append("?limit=").append(limit);
    from.forEach(id -> query.append("&v=").append(escaped(id.value())));
    ObjectNode answer = client.get(peer.own(), peer.server(), query.toString());
    return sorted(verification.passing(peer.version(), peer.room(), some(answer, "pdus", limit)));
  }

  /** All that an event rests on. */
  List<Pdu> authChain(Peer peer, EventId event) {
    ObjectNode answer =
        client.get(
            peer.own(), peer.server(), path("event_auth", peer.room().value(), event.value()));
    return verification.passing(peer.version(), peer.room(), some(answer, "auth_chain", MAX_STATE));
  }

  /** The ids of the state before an event, and of what that state rests on. */
  record StateIds(Set<EventId> state, Set<EventId> authChain) {}

  StateIds stateIds(Peer peer, EventId event) {
    ObjectNode answer = client.get(peer.own(), peer.server(), statePath("state_ids", peer, event));
    return new StateIds(
        ids(some(answer, "pdu_ids", MAX_STATE)), ids(some(answer, "auth_chain_ids", MAX_STATE)));
  }

  /** Those events, one by one when they are few, else with the whole state before an event. */
  List<Pdu> stateEvents(Peer peer, Set<EventId> wanted, EventId stateAt) {
    List<JsonNode> found = new ArrayList<>();
    if (wanted.size() <= MAX_SINGLE) {
      wanted.forEach(id -> found.addAll(single(peer, id)));
    } else {
      ObjectNode answer = client.get(peer.own(), peer.server(), statePath("state", peer, stateAt));
      found.addAll(some(answer, "pdus", MAX_STATE));
      found.addAll(some(answer, "auth_chain", MAX_STATE));
    }
    return verification.passing(peer.version(), peer.room(), found).stream()
        .filter(pdu -> wanted.contains(pdu.eventId()))
        .toList();
  }

  private List<JsonNode> single(Peer peer, EventId id) {
    try {
      ObjectNode answer = client.get(peer.own(), peer.server(), path("event", id.value()));
      return some(answer, "pdus", 1);
    } catch (RemoteServerException e) {
      if (e.isUnreachable()) {
        throw e;
      }
      return List.of();
    }
  }

  private static String statePath(String operation, Peer peer, EventId event) {
    return path(operation, peer.room().value()) + "?event_id=" + escaped(event.value());
  }

  private static String path(String operation, String... segments) {
    StringBuilder path = new StringBuilder("/_matrix/federation/v1/").append(operation);
    for (String segment : segments) {
      path.append('/').append(escaped(segment));
    }
    return path.toString();
  }

  static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<JsonNode> some(ObjectNode answer, String field, int limit) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode entry : answer.path(field)) {
      if (found.size() < limit) {
        found.add(entry);
      }
    }
    return found;
  }

  private static Set<EventId> ids(List<JsonNode> texts) {
    Set<EventId> ids = new LinkedHashSet<>();
    texts.forEach(text -> EventId.find(text.textValue()).ifPresent(ids::add));
    return ids;
  }

  private static List<Pdu> sorted(List<Pdu> events) {
    return CausalOrder.sorted(
        events.stream().sorted(Comparator.comparingLong(Pdu::depth)).toList(), Pdu::prevEvents);
  }
}
