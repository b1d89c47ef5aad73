package org.konsil.core.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/**
 * The algorithm of room version 1: in passes, each conflict by depth. Where no candidate for a key
 * is allowed the specification is silent; like the first implementation we then keep the least deep
 * one, so that the key does not vanish.
 */
final class ResolutionV1 {

  private static final Comparator<Pdu> BY_DEPTH = Comparator.comparingLong(Pdu::depth);
  private static final Comparator<Pdu> EARLIEST_FIRST =
      BY_DEPTH.thenComparing((a, b) -> Arrays.compareUnsigned(sha1(b), sha1(a)));

  private final EventGraph graph;

  ResolutionV1(EventGraph graph) {
    this.graph = graph;
  }

  Map<StateKey, EventId> resolve(List<Map<StateKey, EventId>> states) {
    Map<StateKey, Set<EventId>> candidates = new HashMap<>();
    for (Map<StateKey, EventId> state : states) {
      state.forEach(
          (key, id) -> candidates.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id));
    }
    Map<StateKey, EventId> resolved = new HashMap<>();
    candidates.forEach((key, ids) -> takeUndisputed(resolved, key, ids));
    candidates.keySet().removeAll(resolved.keySet());

    StateKey power = StateKey.of(EventTypes.POWER_LEVELS);
    pass(resolved, candidates, power::equals);
    pass(resolved, candidates, key -> key.type().equals(EventTypes.JOIN_RULES));
    pass(resolved, candidates, key -> key.type().equals(EventTypes.MEMBER));
    resolveOthers(resolved, candidates);
    return resolved;
  }

  private static void takeUndisputed(
      Map<StateKey, EventId> resolved, StateKey key, Set<EventId> ids) {
    if (ids.size() == 1) {
      resolved.put(key, ids.iterator().next());
    }
  }

  /** Resolves the chosen keys against the result so far; they do not see each other's results. */
  private void pass(
      Map<StateKey, EventId> resolved,
      Map<StateKey, Set<EventId>> candidates,
      Predicate<StateKey> chosen) {
    Map<StateKey, EventId> winners = new HashMap<>();
    for (Map.Entry<StateKey, Set<EventId>> entry : candidates.entrySet()) {
      StateKey key = entry.getKey();
      List<Pdu> events = chosen.test(key) ? earliestFirst(entry.getValue()) : List.of();
      if (!events.isEmpty()) {
        winners.put(key, lastAllowed(resolved, key, events).eventId());
      }
    }
    resolved.putAll(winners);
    candidates.keySet().removeIf(chosen);
  }

  private Pdu lastAllowed(Map<StateKey, EventId> resolved, StateKey key, List<Pdu> events) {
    Map<StateKey, EventId> state = new HashMap<>(resolved);
    Pdu winner = events.get(0);
    for (Pdu event : events.subList(1, events.size())) {
      state.put(key, winner.eventId());
      if (!isAllowed(event, state)) {
        return winner;
      }
      winner = event;
    }
    return winner;
  }

  private void resolveOthers(
      Map<StateKey, EventId> resolved, Map<StateKey, Set<EventId>> candidates) {
    Map<StateKey, EventId> winners = new HashMap<>();
    candidates.forEach(
        (key, ids) -> {
          List<Pdu> events = new ArrayList<>(earliestFirst(ids));
          Collections.reverse(events);
          events.stream()
              .filter(event -> isAllowed(event, resolved))
              .findFirst()
              .or(() -> events.stream().reduce((a, b) -> b))
              .ifPresent(event -> winners.put(key, event.eventId()));
        });
    resolved.putAll(winners);
  }

  private boolean isAllowed(Pdu event, Map<StateKey, EventId> state) {
    return AuthRules.checkAgainstState(
            event,
            key -> Optional.ofNullable(state.get(key)).flatMap(graph::findAccepted),
            graph::findAccepted)
        .allowed();
  }

  private List<Pdu> earliestFirst(Set<EventId> ids) {
    return ids.stream().flatMap(id -> graph.find(id).stream()).sorted(EARLIEST_FIRST).toList();
  }

  private static byte[] sha1(Pdu event) {
    try {
      return MessageDigest.getInstance("SHA-1")
          .digest(event.eventId().value().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
