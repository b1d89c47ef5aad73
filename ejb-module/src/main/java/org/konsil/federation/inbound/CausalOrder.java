package org.konsil.federation.inbound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;

/** Sorts events by what they refer to; what a peer says of their depth is only its word. */
final class CausalOrder {
  private CausalOrder() {}

  /**
   * Each event after those that it refers to, otherwise in the given order. Events cannot form a
   * cycle where ids are hashes; in old room versions a cycle is cut anywhere.
   */
  static List<Pdu> sorted(
      Collection<Pdu> events, Function<Pdu, ? extends Collection<EventId>> references) {
    Map<EventId, Pdu> given = new LinkedHashMap<>();
    events.forEach(event -> given.put(event.eventId(), event));
    List<Pdu> sorted = new ArrayList<>();
    Set<EventId> done = new HashSet<>();
    Set<EventId> entered = new HashSet<>();
    Deque<Pdu> open = new ArrayDeque<>();
    for (Pdu start : given.values()) {
      open.push(start);
      while (!open.isEmpty()) {
        Pdu event = open.peek();
        if (entered.add(event.eventId())) {
          references.apply(event).stream()
              .filter(id -> !entered.contains(id) && given.containsKey(id))
              .forEach(id -> open.push(given.get(id)));
        } else {
          open.pop();
          if (done.add(event.eventId())) {
            sorted.add(event);
          }
        }
      }
    }
    return sorted;
  }
}
