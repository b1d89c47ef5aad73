package org.konsil.federation.resident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.inbound.Residency;
import org.konsil.room.EventGraphService;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.ServerVisibilityService;

/**
 * Events, states and history for servers in the room, and for no others (CVE-2022-39335). Events
 * that none of the server's users could see are given redacted; rejected ones are not given.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class EventServingService {
  private static final int MAX_EVENTS = 100;
  private static final int MAX_ASKED = 100;

  @Inject Residency residency;
  @Inject RoomReadService rooms;
  @Inject EventGraphService graph;
  @Inject ServerVisibilityService visibility;
  @Inject Clock clock;

  /**
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN
   */
  public ObjectNode event(FederationRequester requester, EventId eventId) {
    StoredEvent event =
        rooms
            .findEvent(eventId)
            .filter(found -> !found.rejected())
            .orElseThrow(EventServingService::unknown);
    requireInside(requester, event.pdu().roomId());
    return pdus(requester, List.of(event));
  }

  /** The state before an event, as whole events with what they rest on. */
  public ObjectNode state(FederationRequester requester, RoomId room, EventId eventId) {
    Collection<StoredEvent> state = stateBefore(requester, room, eventId);
    ObjectNode answer = Json.object();
    ArrayNode events = answer.putArray("pdus");
    state.forEach(event -> events.add(event.pdu().json()));
    ArrayNode chain = answer.putArray("auth_chain");
    graph.authChain(state).forEach(event -> chain.add(event.pdu().json()));
    return answer;
  }

  /** As {@link #state}, ids alone. */
  public ObjectNode stateIds(FederationRequester requester, RoomId room, EventId eventId) {
    Collection<StoredEvent> state = stateBefore(requester, room, eventId);
    ObjectNode answer = Json.object();
    ArrayNode events = answer.putArray("pdu_ids");
    state.forEach(event -> events.add(event.pdu().eventId().value()));
    ArrayNode chain = answer.putArray("auth_chain_ids");
    graph.authChain(state).forEach(event -> chain.add(event.pdu().eventId().value()));
    return answer;
  }

  private Collection<StoredEvent> stateBefore(
      FederationRequester requester, RoomId room, EventId eventId) {
    requireInside(requester, room);
    StoredEvent event =
        rooms
            .findEvent(room, eventId)
            .filter(found -> found.stateGroup() != 0)
            .orElseThrow(EventServingService::unknown);
    return rooms.stateBefore(event).events().values();
  }

  /** All that an event rests on. */
  public ObjectNode eventAuth(FederationRequester requester, RoomId room, EventId eventId) {
    requireInside(requester, room);
    StoredEvent event = rooms.findEvent(room, eventId).orElseThrow(EventServingService::unknown);
    ObjectNode answer = Json.object();
    ArrayNode chain = answer.putArray("auth_chain");
    graph.authChain(List.of(event)).forEach(found -> chain.add(found.pdu().json()));
    return answer;
  }

  /** Events up to some others, those included. */
  public ObjectNode backfill(
      FederationRequester requester, RoomId room, List<String> from, int limit) {
    requireInside(requester, room);
    Set<EventId> start = new LinkedHashSet<>();
    from.stream().limit(MAX_ASKED).forEach(id -> EventId.find(id).ifPresent(start::add));
    return pdus(requester, graph.history(room, start, Set.of(), bounded(limit), Long.MIN_VALUE));
  }

  /** Events between some that the other server has and some that it was sent. */
  public ObjectNode missingEvents(FederationRequester requester, RoomId room, ObjectNode body) {
    requireInside(requester, room);
    Set<EventId> earliest = ids(body.path("earliest_events"));
    Set<EventId> latest = ids(body.path("latest_events"));
    Set<EventId> before = new LinkedHashSet<>();
    rooms.events(latest).stream()
        .filter(event -> event.pdu().roomId().equals(room))
        .forEach(event -> before.addAll(event.pdu().prevEvents()));
    before.removeAll(latest);
    ObjectNode found =
        pdus(
            requester,
            graph.history(
                room,
                before,
                earliest,
                bounded(body.path("limit").asInt(10)),
                body.path("min_depth").asLong(0)));
    return (ObjectNode) Json.object().set("events", found.get("pdus"));
  }

  /**
   * The nearest event to a time that the other server's users may see.
   *
   * @param direction f or b
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN, M_MISSING_PARAM
   */
  public ObjectNode nearest(
      FederationRequester requester, RoomId room, Long millis, String direction) {
    requireInside(requester, room);
    if (millis == null || direction == null) {
      throw MatrixException.missingParam("'ts' and 'dir' are needed");
    }
    return rooms.near(room, millis, direction.equals("b"), 1).stream()
        .filter(StoredEvent::isShown)
        .findFirst()
        .map(StoredEvent::pdu)
        .map(
            pdu ->
                Json.object()
                    .put("event_id", pdu.eventId().value())
                    .put("origin_server_ts", pdu.originServerTs()))
        .orElseThrow(() -> MatrixException.notFound("No event there"));
  }

  private void requireInside(FederationRequester requester, RoomId room) {
    residency.requireInside(requester.origin(), requester.destination(), room);
  }

  private ObjectNode pdus(FederationRequester requester, List<StoredEvent> found) {
    ObjectNode answer =
        Json.object()
            .put("origin", requester.destination().value())
            .put("origin_server_ts", clock.millis());
    ArrayNode pdus = answer.putArray("pdus");
    List<StoredEvent> given = found.stream().filter(event -> !event.rejected()).toList();
    visibility.shown(requester.origin(), given).stream().map(Pdu::json).forEach(pdus::add);
    return answer;
  }

  private static int bounded(int limit) {
    return Math.max(0, Math.min(limit, MAX_EVENTS));
  }

  private static Set<EventId> ids(JsonNode list) {
    Set<EventId> ids = new LinkedHashSet<>();
    for (JsonNode id : list) {
      if (ids.size() < MAX_ASKED) {
        EventId.find(id.textValue()).ifPresent(ids::add);
      }
    }
    return ids;
  }

  private static MatrixException unknown() {
    return MatrixException.notFound("Unknown event");
  }
}
