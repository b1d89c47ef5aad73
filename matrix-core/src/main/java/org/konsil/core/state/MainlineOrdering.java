package org.konsil.core.state;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;

/**
 * Mainline ordering: by how far back on the line of power levels events an event is based, earliest
 * first, then by time and id.
 */
final class MainlineOrdering {

  /** The position of events that are not based on the mainline: earlier than all of it. */
  private static final int NOWHERE = Integer.MAX_VALUE;

  private record Placed(EventId id, int position, long timestamp) {}

  private static final Comparator<Placed> SMALLEST =
      Comparator.comparingInt(Placed::position)
          .reversed()
          .thenComparingLong(Placed::timestamp)
          .thenComparing(Placed::id, EventGraph.BY_ID);

  private final EventGraph graph;

  /** Positions of power levels events: of the mainline first, of others as they are met. */
  private final Map<EventId, Integer> positions = new HashMap<>();

  /**
   * @param powerLevels the power levels event the mainline starts from; null when there is none
   */
  MainlineOrdering(EventGraph graph, EventId powerLevels) {
    this.graph = graph;
    Optional<Pdu> next = Optional.ofNullable(powerLevels).flatMap(graph::find);
    while (next.isPresent() && !positions.containsKey(next.get().eventId())) {
      positions.put(next.get().eventId(), positions.size());
      next = graph.powerLevelsOf(next.get());
    }
  }

  List<EventId> sort(Collection<EventId> events) {
    return events.stream()
        .map(graph::get)
        .map(event -> new Placed(event.eventId(), position(event), event.originServerTs()))
        .sorted(SMALLEST)
        .map(Placed::id)
        .toList();
  }

  private int position(Pdu event) {
    Set<EventId> walked = new HashSet<>();
    Optional<Pdu> base = graph.powerLevelsOf(event);
    while (base.isPresent()
        && !positions.containsKey(base.get().eventId())
        && walked.add(base.get().eventId())) {
      base = graph.powerLevelsOf(base.get());
    }
    int position = base.map(pdu -> positions.get(pdu.eventId())).orElse(NOWHERE);
    walked.forEach(id -> positions.put(id, position));
    return position;
  }
}
