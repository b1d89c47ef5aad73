package org.konsil.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.filter.EventFields;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.StoredEvent;

/**
 * Events as a client gets them: the client format with {@code unsigned}, which holds what this
 * server adds for this reader (client-server API, "Room event format").
 */
@ApplicationScoped
public class ClientEventService {
  @Inject private RoomReadService rooms;
  @Inject private Clock clock;

  /** One event; the caller has checked that the reader may see it. */
  public ObjectNode format(Requester requester, StoredEvent event) {
    return format(requester, List.of(event)).get(0);
  }

  /** The events in their order; the caller has checked that the reader may see them. */
  public List<ObjectNode> format(Requester requester, Collection<StoredEvent> events) {
    Map<Long, StoredEvent> related = related(events);
    Map<RoomId, Optional<RoomMembership>> present = new HashMap<>();
    List<ObjectNode> formatted = new ArrayList<>(events.size());
    for (StoredEvent event : events) {
      ObjectNode json = ClientEvents.format(event.pdu());
      json.set("unsigned", unsigned(requester, event, related, present));
      formatted.add(json);
    }
    return formatted;
  }

  /** As before, with the fields that a filter leaves. */
  public List<ObjectNode> format(
      Requester requester, Collection<StoredEvent> events, EventFields fields) {
    return format(requester, events).stream().map(fields::select).toList();
  }

  private ObjectNode unsigned(
      Requester requester,
      StoredEvent event,
      Map<Long, StoredEvent> related,
      Map<RoomId, Optional<RoomMembership>> present) {
    ObjectNode unsigned = Json.object();
    unsigned.put("age", Math.max(0, clock.millis() - event.pdu().originServerTs()));
    membership(requester, event, present)
        .ifPresent(membership -> unsigned.put("membership", membership));
    event
        .transaction()
        .filter(transaction -> event.pdu().sender().equals(requester.user()))
        .filter(transaction -> transaction.deviceId().equals(requester.deviceId()))
        .ifPresent(transaction -> unsigned.put("transaction_id", transaction.txnId()));
    StoredEvent replaced = related.get(event.replacesNid());
    if (replaced != null && event.pdu().isState()) {
      unsigned.set("prev_content", replaced.pdu().content());
      unsigned.put("prev_sender", replaced.pdu().sender().value());
      unsigned.put("replaces_state", replaced.pdu().eventId().value());
    }
    StoredEvent redaction = related.get(event.redactedByNid());
    if (redaction != null) {
      unsigned.set("redacted_because", ClientEvents.format(redaction.pdu()));
      unsigned.put("redacted_by", redaction.pdu().eventId().value());
    }
    return unsigned;
  }

  /** What the reader was in the room when the event came; most often what it still is. */
  private Optional<String> membership(
      Requester requester, StoredEvent event, Map<RoomId, Optional<RoomMembership>> present) {
    RoomId room = event.pdu().roomId();
    Optional<RoomMembership> now =
        present.computeIfAbsent(room, id -> rooms.findMembership(id, requester.user()));
    if (now.isEmpty() || now.get().position() <= event.position()) {
      return now.map(RoomMembership::membership);
    }
    return rooms
        .membershipAt(room, requester.user(), event.position())
        .map(RoomMembership::membership)
        .or(() -> Optional.of("leave"));
  }

  private Map<Long, StoredEvent> related(Collection<StoredEvent> events) {
    Set<Long> nids = new HashSet<>();
    for (StoredEvent event : events) {
      nids.add(event.redactedByNid());
      nids.add(event.pdu().isState() ? event.replacesNid() : 0L);
    }
    nids.remove(0L);
    Map<Long, StoredEvent> found = new HashMap<>();
    if (!nids.isEmpty()) {
      rooms.eventsByNid(nids).forEach(event -> found.put(event.nid(), event));
    }
    return found;
  }
}
