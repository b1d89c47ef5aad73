package org.konsil.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.account.ErasedAccounts;
import org.konsil.account.Requester;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.Pdu;
import org.konsil.core.filter.SyncFilter;
import org.konsil.core.id.EventId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.EventVisibilityService;

/**
 * Events as one client sees them: the client format with {@code unsigned} (age, transaction_id,
 * prev_content, membership, redacted_because, m.relations). Whether the client may see the event
 * was decided before; what is bundled with it is checked here.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ClientEventService {
  @Inject RoomReadService rooms;
  @Inject EventVisibilityService visibility;
  @Inject BundledAggregations aggregations;
  @Inject ErasedAccounts erasedAccounts;
  @Inject Clock clock;

  /** The events in their order, each with its room id; with what refers to them bundled. */
  public List<ObjectNode> format(Requester requester, Collection<StoredEvent> events) {
    List<ObjectNode> formatted = formatAlone(requester, events);
    Map<EventId, ObjectNode> bundles =
        aggregations.of(requester, events, others -> formatAlone(requester, others));
    int i = 0;
    for (StoredEvent event : events) {
      ObjectNode bundle = bundles.get(event.pdu().eventId());
      if (bundle != null) {
        ((ObjectNode) formatted.get(i).get("unsigned")).set("m.relations", bundle);
      }
      i++;
    }
    return formatted;
  }

  /** As before, with the fields that a filter leaves. */
  public List<ObjectNode> format(
      Requester requester, Collection<StoredEvent> events, SyncFilter filter) {
    List<ObjectNode> formatted =
        filter.eventFormat() == SyncFilter.Format.FEDERATION
            ? events.stream().map(event -> event.pdu().json()).toList()
            : format(requester, events);
    return formatted.stream().map(filter.eventFields()::select).toList();
  }

  /** As {@link #format}, for state, which has no aggregations worth bundling. */
  public List<ObjectNode> formatState(Requester requester, Collection<StoredEvent> events) {
    return formatAlone(requester, events);
  }

  public ObjectNode format(Requester requester, StoredEvent event) {
    return format(requester, List.of(event)).get(0);
  }

  private List<ObjectNode> formatAlone(Requester requester, Collection<StoredEvent> events) {
    Map<Long, StoredEvent> mentioned = mentioned(events);
    Map<StoredEvent, String> memberships = visibility.memberships(requester.user(), events);
    Set<StoredEvent> erased = erased(memberships);
    List<ObjectNode> formatted = new ArrayList<>();
    for (StoredEvent event : events) {
      ObjectNode client =
          ClientEvents.format(erased.contains(event) ? event.pdu().redacted() : event.pdu());
      ObjectNode unsigned = client.putObject("unsigned");
      unsigned.put("age", Math.max(0, clock.millis() - event.pdu().originServerTs()));
      Optional.ofNullable(memberships.get(event))
          .ifPresent(membership -> unsigned.put("membership", membership));
      addTransaction(requester, event, unsigned);
      StoredEvent replaced = mentioned.get(event.replacesNid());
      if (replaced != null) {
        unsigned.set("prev_content", replaced.pdu().content());
        unsigned.put("prev_sender", replaced.pdu().sender().value());
        unsigned.put("replaces_state", replaced.pdu().eventId().value());
      }
      StoredEvent redaction = mentioned.get(event.redactedByNid());
      if (redaction != null) {
        unsigned.set("redacted_because", redactedBecause(redaction.pdu()));
      }
      formatted.add(client);
    }
    return formatted;
  }

  /** Messages from before the reader was there, of senders who had themselves erased. */
  private Set<StoredEvent> erased(Map<StoredEvent, String> memberships) {
    List<StoredEvent> earlier =
        memberships.entrySet().stream()
            .filter(entry -> !entry.getValue().equals("join") && !entry.getKey().pdu().isState())
            .map(Map.Entry::getKey)
            .toList();
    if (earlier.isEmpty()) {
      return Set.of();
    }
    Set<UserId> senders =
        erasedAccounts.among(
            earlier.stream().map(event -> event.pdu().sender()).collect(Collectors.toSet()));
    return earlier.stream()
        .filter(event -> senders.contains(event.pdu().sender()))
        .collect(Collectors.toSet());
  }

  private static void addTransaction(Requester requester, StoredEvent event, ObjectNode unsigned) {
    event
        .transaction()
        .filter(txn -> txn.deviceId().equals(requester.deviceId()))
        .filter(txn -> event.pdu().sender().equals(requester.user()))
        .ifPresent(txn -> unsigned.put("transaction_id", txn.txnId()));
  }

  private ObjectNode redactedBecause(Pdu redaction) {
    ObjectNode client = ClientEvents.format(redaction);
    client.set(
        "unsigned",
        Json.object().put("age", Math.max(0, clock.millis() - redaction.originServerTs())));
    return client;
  }

  /** The redactions and the replaced state that these events name, in one query. */
  private Map<Long, StoredEvent> mentioned(Collection<StoredEvent> events) {
    Set<Long> nids = new HashSet<>();
    for (StoredEvent event : events) {
      nids.add(event.replacesNid());
      nids.add(event.redactedByNid());
    }
    nids.remove(0L);
    return rooms.eventsByNid(nids).stream()
        .collect(Collectors.toMap(StoredEvent::nid, event -> event));
  }
}
