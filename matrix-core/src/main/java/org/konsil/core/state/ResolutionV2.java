package org.konsil.core.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/**
 * The algorithm of room versions 2 to 11 (v2) and of room version 12 (v2.1).
 *
 * <p>Two details follow what the servers in the field do, because a room only stays whole when all
 * of them agree. The auth chain of a state includes the state's own events, so an event in every
 * state is never in the auth difference. And the power events drag in further events over auth
 * edges within the full conflicted set, not around it.
 */
final class ResolutionV2 {

  private final EventGraph graph;

  /** The changes of v2.1: empty start and conflicted state subgraph. */
  private final boolean replays;

  ResolutionV2(EventGraph graph, boolean replays) {
    this.graph = graph;
    this.replays = replays;
  }

  Map<StateKey, EventId> resolve(List<Map<StateKey, EventId>> states) {
    Map<StateKey, EventId> unconflicted = unconflicted(states);
    Set<EventId> conflicted = new HashSet<>();
    states.forEach(state -> conflicted.addAll(state.values()));
    unconflicted.values().forEach(conflicted::remove);

    Set<EventId> full = new HashSet<>(conflicted);
    full.addAll(authDifference(states, unconflicted.values()));
    if (replays) {
      full.addAll(subgraph(conflicted));
    }
    full.removeIf(id -> graph.find(id).isEmpty());

    IterativeAuthChecks checks = new IterativeAuthChecks(graph, replays ? Map.of() : unconflicted);
    Set<EventId> power = withAuthChain(full.stream().filter(this::isPowerEvent).toList(), full);
    checks.apply(new PowerOrdering(graph).sort(power));

    List<EventId> remaining = new ArrayList<>(full);
    remaining.removeAll(power);
    EventId powerLevels = checks.state().get(StateKey.of(EventTypes.POWER_LEVELS));
    checks.apply(new MainlineOrdering(graph, powerLevels).sort(remaining));

    Map<StateKey, EventId> resolved = new HashMap<>(checks.state());
    resolved.putAll(unconflicted);
    return resolved;
  }

  /** The entries that are the same in every state. */
  private static Map<StateKey, EventId> unconflicted(List<Map<StateKey, EventId>> states) {
    Map<StateKey, EventId> common = new HashMap<>(states.get(0));
    for (Map<StateKey, EventId> state : states) {
      common.entrySet().removeIf(entry -> !entry.getValue().equals(state.get(entry.getKey())));
    }
    return common;
  }

  /** The events that are in the auth chain of some states, but not of all. */
  private Set<EventId> authDifference(
      List<Map<StateKey, EventId>> states, Collection<EventId> unconflicted) {
    Set<EventId> inAll = graph.reachable(unconflicted, Set.of());
    Map<EventId, Integer> occurrences = new HashMap<>();
    for (Map<StateKey, EventId> state : states) {
      for (EventId id : graph.reachable(state.values(), inAll)) {
        occurrences.merge(id, 1, Integer::sum);
      }
    }
    occurrences.values().removeIf(count -> count == states.size());
    return occurrences.keySet();
  }

  /** The events on a path of auth edges from one conflicted event to another. */
  private Set<EventId> subgraph(Set<EventId> conflicted) {
    Set<EventId> below = graph.reachable(conflicted, Set.of());
    Map<EventId, List<EventId>> citedBy = new HashMap<>();
    for (EventId id : below) {
      for (EventId authEvent : graph.authEvents(id)) {
        citedBy.computeIfAbsent(authEvent, key -> new ArrayList<>()).add(id);
      }
    }
    Set<EventId> onPath = new HashSet<>(conflicted);
    List<EventId> open = new ArrayList<>(conflicted);
    while (!open.isEmpty()) {
      for (EventId citing : citedBy.getOrDefault(open.remove(open.size() - 1), List.of())) {
        if (onPath.add(citing)) {
          open.add(citing);
        }
      }
    }
    return onPath;
  }

  /** Events that might take away someone's ability to do something. */
  private boolean isPowerEvent(EventId id) {
    Pdu event = graph.get(id);
    if (event.type().equals(EventTypes.MEMBER)) {
      String membership = event.membership().orElse("");
      return (membership.equals("leave") || membership.equals("ban"))
          && event.stateKey().filter(target -> !target.equals(event.sender().value())).isPresent();
    }
    return event.isState(EventTypes.POWER_LEVELS, "") || event.isState(EventTypes.JOIN_RULES, "");
  }

  private Set<EventId> withAuthChain(List<EventId> events, Set<EventId> within) {
    Set<EventId> seen = new HashSet<>(events);
    List<EventId> open = new ArrayList<>(events);
    while (!open.isEmpty()) {
      for (EventId id : graph.authEvents(open.remove(open.size() - 1))) {
        if (within.contains(id) && seen.add(id)) {
          open.add(id);
        }
      }
    }
    return seen;
  }
}
