package org.konsil.core.state;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;

/**
 * Resolves the states after an event's previous events to the state before it. The result does not
 * depend on the order of the states or of their entries. Room version specifications, "State
 * resolution".
 */
public final class StateResolution {

  private StateResolution() {}

  /**
   * Resolves states, for rooms none of whose auth events was rejected.
   *
   * @param states at least one state, each with the id of the event for a key
   * @param events finds an event by its id, for all events of the states and of their auth chains;
   *     asked once for each id. An event it does not find takes no part.
   * @return the resolved state, not to be changed
   */
  public static Map<StateKey, EventId> resolve(
      RoomVersion version,
      List<Map<StateKey, EventId>> states,
      Function<EventId, Optional<Pdu>> events) {
    return resolve(version, states, events, id -> false);
  }

  /**
   * As {@link #resolve(RoomVersion, List, Function)}.
   *
   * @param rejected whether an event was rejected. Such an event still takes part when it is in a
   *     state, but nothing is authorised by it.
   */
  public static Map<StateKey, EventId> resolve(
      RoomVersion version,
      List<Map<StateKey, EventId>> states,
      Function<EventId, Optional<Pdu>> events,
      Predicate<EventId> rejected) {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("no state to resolve");
    }
    Map<StateKey, EventId> first = states.get(0);
    if (states.stream().allMatch(first::equals)) {
      return Collections.unmodifiableMap(new HashMap<>(first));
    }
    EventGraph graph = new EventGraph(events, rejected);
    Map<StateKey, EventId> resolved =
        switch (version.stateResolution()) {
          case V1 -> new ResolutionV1(graph).resolve(states);
          case V2 -> new ResolutionV2(graph, false).resolve(states);
          case V2_1 -> new ResolutionV2(graph, true).resolve(states);
        };
    return Collections.unmodifiableMap(resolved);
  }
}
