package org.konsil.room;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.room.event.StoredEvent;

/** Events with all that they rest on, read one generation a query. For one use, by one thread. */
final class AuthChain {
  /** A chain beyond this is an attack; what is not loaded counts as unknown. */
  private static final int MAX_EVENTS = 200_000;

  private final EventStore store;
  private final Map<EventId, StoredEvent> events = new HashMap<>();

  AuthChain(EventStore store) {
    this.store = store;
  }

  /** Adds events that are at hand, and whatever they rest on. */
  void add(Collection<StoredEvent> start) {
    Set<EventId> next = enter(start);
    while (!next.isEmpty() && events.size() < MAX_EVENTS) {
      next = enter(store.byId(next));
    }
  }

  private Set<EventId> enter(Collection<StoredEvent> found) {
    found.forEach(event -> events.put(event.pdu().eventId(), event));
    Set<EventId> missing = new HashSet<>();
    for (StoredEvent event : found) {
      missing.addAll(event.pdu().authEvents());
    }
    missing.removeAll(events.keySet());
    return missing;
  }

  Optional<Pdu> find(EventId id) {
    return Optional.ofNullable(events.get(id)).map(StoredEvent::pdu);
  }

  boolean isRejected(EventId id) {
    return Optional.ofNullable(events.get(id)).map(StoredEvent::rejected).orElse(false);
  }

  /** The chain, without the events it was asked for unless others rest on them. */
  List<StoredEvent> below(Collection<EventId> tips) {
    Set<EventId> chain = new HashSet<>();
    events.values().forEach(event -> chain.addAll(event.pdu().authEvents()));
    return events.values().stream()
        .filter(
            event -> chain.contains(event.pdu().eventId()) || !tips.contains(event.pdu().eventId()))
        .toList();
  }
}
