package org.konsil.core.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/**
 * Reverse topological power ordering: auth events before those that cite them, among the free ones
 * the greatest power first, then the earliest, then the least id.
 */
final class PowerOrdering {

  private record Ranked(EventId id, long power, long timestamp) {}

  private static final Comparator<Ranked> SMALLEST =
      Comparator.comparingLong(Ranked::power)
          .reversed()
          .thenComparingLong(Ranked::timestamp)
          .thenComparing(Ranked::id, EventGraph.BY_ID);

  private final EventGraph graph;

  PowerOrdering(EventGraph graph) {
    this.graph = graph;
  }

  /** Events on a cycle, which only ids chosen by a hostile server can form, are left out. */
  List<EventId> sort(Set<EventId> events) {
    Map<EventId, Integer> waitingFor = new HashMap<>();
    Map<EventId, List<EventId>> citedBy = new HashMap<>();
    PriorityQueue<Ranked> free = new PriorityQueue<>(SMALLEST);
    for (EventId id : events) {
      List<EventId> before =
          graph.authEvents(id).stream().filter(events::contains).distinct().toList();
      before.forEach(cited -> citedBy.computeIfAbsent(cited, k -> new ArrayList<>()).add(id));
      waitingFor.put(id, before.size());
      if (before.isEmpty()) {
        free.add(rank(id));
      }
    }
    List<EventId> sorted = new ArrayList<>(events.size());
    while (!free.isEmpty()) {
      EventId id = free.remove().id();
      sorted.add(id);
      for (EventId citing : citedBy.getOrDefault(id, List.of())) {
        if (waitingFor.merge(citing, -1, Integer::sum) == 0) {
          free.add(rank(citing));
        }
      }
    }
    return sorted;
  }

  private Ranked rank(EventId id) {
    Pdu event = graph.get(id);
    PowerLevels levels =
        PowerLevels.of(event.roomVersion(), create(event), graph.powerLevelsOf(event));
    return new Ranked(id, levels.ofUser(event.sender()), event.originServerTs());
  }

  private Optional<Pdu> create(Pdu event) {
    return event.roomVersion().roomIdIsCreateHash()
        ? event.roomId().createEvent().flatMap(graph::find)
        : graph.authEvent(event, StateKey.of(EventTypes.CREATE));
  }
}
