package org.konsil.core.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.roomversion.StateResolutionVersion;

/**
 * State resolution v2 and v2.1 as the specification words it, definition by definition and without
 * regard to cost: the model that the fast one is compared with.
 */
final class SlowResolution {

  private static final StateKey POWER = StateKey.of("m.room.power_levels");

  private final RoomVersion version;
  private final Function<EventId, Optional<Pdu>> events;

  SlowResolution(RoomVersion version, Function<EventId, Optional<Pdu>> events) {
    this.version = version;
    this.events = events;
  }

  Map<StateKey, EventId> resolve(List<Map<StateKey, EventId>> states) {
    boolean newer = version.stateResolution() == StateResolutionVersion.V2_1;
    Set<StateKey> keys = new HashSet<>();
    states.forEach(state -> keys.addAll(state.keySet()));
    Map<StateKey, EventId> unconflicted = new HashMap<>();
    Set<EventId> full = new HashSet<>();
    for (StateKey key : keys) {
      Set<EventId> values = new HashSet<>();
      states.forEach(state -> values.add(state.get(key)));
      if (values.size() == 1) {
        unconflicted.put(key, values.iterator().next());
      } else {
        values.remove(null);
        full.addAll(values);
      }
    }
    Set<EventId> conflicted = Set.copyOf(full);
    full.addAll(authDifference(states));
    if (newer) {
      full.addAll(subgraph(conflicted));
    }

    Set<EventId> power = new HashSet<>();
    for (EventId id : full) {
      if (isPowerEvent(get(id))) {
        power.add(id);
        power.addAll(chainWithin(id, full));
      }
    }
    Map<StateKey, EventId> state = new HashMap<>(newer ? Map.of() : unconflicted);
    applyAll(state, topological(power));
    Set<EventId> rest = new HashSet<>(full);
    rest.removeAll(power);
    applyAll(state, mainline(rest, state.get(POWER)));
    state.putAll(unconflicted);
    return state;
  }

  private Pdu get(EventId id) {
    return events.apply(id).orElseThrow();
  }

  /** The event itself and all that is reachable from it. */
  private Set<EventId> chain(EventId id) {
    return chainWithin(id, null);
  }

  private Set<EventId> chainWithin(EventId id, Set<EventId> within) {
    Set<EventId> result = new HashSet<>(Set.of(id));
    boolean grown = true;
    while (grown) {
      Set<EventId> next = new HashSet<>();
      result.forEach(member -> next.addAll(get(member).authEvents()));
      if (within != null) {
        next.retainAll(within);
      }
      grown = result.addAll(next);
    }
    return result;
  }

  private Set<EventId> authDifference(List<Map<StateKey, EventId>> states) {
    Set<EventId> union = new HashSet<>();
    Set<EventId> intersection = null;
    for (Map<StateKey, EventId> state : states) {
      Set<EventId> chains = new HashSet<>();
      state.values().forEach(id -> chains.addAll(chain(id)));
      union.addAll(chains);
      if (intersection == null) {
        intersection = new HashSet<>(chains);
      }
      intersection.retainAll(chains);
    }
    union.removeAll(intersection);
    return union;
  }

  private Set<EventId> subgraph(Set<EventId> conflicted) {
    Set<EventId> result = new HashSet<>();
    for (EventId from : conflicted) {
      for (EventId between : chain(from)) {
        for (EventId to : conflicted) {
          if (!from.equals(to) && chain(between).contains(to)) {
            result.add(between);
          }
        }
      }
    }
    return result;
  }

  private static boolean isPowerEvent(Pdu event) {
    if (event.type().equals("m.room.member")) {
      return Set.of("leave", "ban").contains(event.membership().orElse(""))
          && !event.stateKey().orElseThrow().equals(event.sender().value());
    }
    return event.isState("m.room.power_levels", "") || event.isState("m.room.join_rules", "");
  }

  private List<EventId> topological(Set<EventId> set) {
    Comparator<EventId> smallest =
        Comparator.comparing((EventId id) -> -senderLevel(get(id)))
            .thenComparing(id -> get(id).originServerTs())
            .thenComparing(EventId::value);
    List<EventId> sorted = new ArrayList<>();
    while (sorted.size() < set.size()) {
      sorted.add(
          set.stream()
              .filter(id -> !sorted.contains(id))
              .filter(
                  id ->
                      get(id).authEvents().stream()
                          .allMatch(auth -> !set.contains(auth) || sorted.contains(auth)))
              .min(smallest)
              .orElseThrow());
    }
    return sorted;
  }

  private long senderLevel(Pdu event) {
    Optional<Pdu> create =
        version.roomIdIsCreateHash()
            ? events.apply(event.roomId().createEvent().orElseThrow())
            : authEvent(event, StateKey.of("m.room.create"));
    return PowerLevels.of(version, create, authEvent(event, POWER)).ofUser(event.sender());
  }

  private Optional<Pdu> authEvent(Pdu event, StateKey key) {
    return event.authEvents().stream()
        .map(this::get)
        .filter(auth -> auth.asStateKey().filter(key::equals).isPresent())
        .findFirst();
  }

  private List<EventId> mainline(Set<EventId> set, EventId powerLevels) {
    List<EventId> line = new ArrayList<>();
    Optional<Pdu> next = Optional.ofNullable(powerLevels).map(this::get);
    while (next.isPresent()) {
      line.add(next.get().eventId());
      next = authEvent(next.get(), POWER);
    }
    Comparator<EventId> smallest =
        Comparator.comparing((EventId id) -> -position(id, line))
            .thenComparing(id -> get(id).originServerTs())
            .thenComparing(EventId::value);
    TreeSet<EventId> sorted = new TreeSet<>(smallest);
    sorted.addAll(set);
    return List.copyOf(sorted);
  }

  private int position(EventId id, List<EventId> line) {
    Optional<Pdu> base = authEvent(get(id), POWER);
    while (base.isPresent()) {
      if (line.contains(base.get().eventId())) {
        return line.indexOf(base.get().eventId());
      }
      base = authEvent(base.get(), POWER);
    }
    return 1_000_000;
  }

  private void applyAll(Map<StateKey, EventId> state, List<EventId> list) {
    for (EventId id : list) {
      Pdu event = get(id);
      Function<StateKey, Optional<Pdu>> authority =
          key -> state.containsKey(key) ? events.apply(state.get(key)) : authEvent(event, key);
      if (AuthRules.checkAgainstState(event, authority, events).allowed()) {
        state.put(event.asStateKey().orElseThrow(), id);
      }
    }
  }
}
