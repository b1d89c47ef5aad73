package org.konsil.core.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/** The events of one resolution and their auth edges; each event is fetched once. */
final class EventGraph {

  /** Order of ids by code point, the last resort of every tie. */
  static final Comparator<EventId> BY_ID =
      (a, b) ->
          Arrays.compareUnsigned(
              a.value().getBytes(StandardCharsets.UTF_8),
              b.value().getBytes(StandardCharsets.UTF_8));

  private final Function<EventId, Optional<Pdu>> events;
  private final Predicate<EventId> rejected;
  private final Map<EventId, Optional<Pdu>> fetched = new HashMap<>();

  EventGraph(Function<EventId, Optional<Pdu>> events, Predicate<EventId> rejected) {
    this.events = events;
    this.rejected = rejected;
  }

  Optional<Pdu> find(EventId id) {
    Optional<Pdu> known = fetched.get(id);
    if (known == null) {
      known = events.apply(id);
      fetched.put(id, known);
    }
    return known;
  }

  /** An event that must be there, because only ids of found ones were kept. */
  Pdu get(EventId id) {
    return find(id).orElseThrow();
  }

  /** An event that may authorise others. */
  Optional<Pdu> findAccepted(EventId id) {
    return find(id).filter(event -> !rejected.test(id));
  }

  List<EventId> authEvents(EventId id) {
    return find(id).map(Pdu::authEvents).orElse(List.of());
  }

  /** The power levels event among an event's auth events. */
  Optional<Pdu> powerLevelsOf(Pdu event) {
    return authEvent(event, StateKey.of(EventTypes.POWER_LEVELS));
  }

  /** The first auth event for a piece of state. */
  Optional<Pdu> authEvent(Pdu event, StateKey key) {
    return event.authEvents().stream()
        .flatMap(id -> find(id).stream())
        .filter(candidate -> candidate.isState(key.type(), key.key()))
        .findFirst();
  }

  /** As {@link #authEvent}, among those that may authorise. */
  Optional<Pdu> acceptedAuthEvent(Pdu event, StateKey key) {
    return event.authEvents().stream()
        .flatMap(id -> findAccepted(id).stream())
        .filter(candidate -> candidate.isState(key.type(), key.key()))
        .findFirst();
  }

  /**
   * The events reachable over auth edges, starting points included.
   *
   * @param border events at which to stop; they are not in the result
   */
  Set<EventId> reachable(Collection<EventId> from, Set<EventId> border) {
    Set<EventId> seen = new HashSet<>();
    Deque<EventId> open = new ArrayDeque<>();
    enter(from, border, seen, open);
    while (!open.isEmpty()) {
      enter(authEvents(open.pop()), border, seen, open);
    }
    return seen;
  }

  private static void enter(
      Collection<EventId> ids, Set<EventId> border, Set<EventId> seen, Deque<EventId> open) {
    for (EventId id : ids) {
      if (!border.contains(id) && seen.add(id)) {
        open.push(id);
      }
    }
  }
}
