package org.konsil.core.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/** Iterative auth checks: plays events one after the other into a state, those that it allows. */
final class IterativeAuthChecks {

  private final EventGraph graph;
  private final Map<StateKey, EventId> state;

  IterativeAuthChecks(EventGraph graph, Map<StateKey, EventId> start) {
    this.graph = graph;
    this.state = new HashMap<>(start);
  }

  Map<StateKey, EventId> state() {
    return state;
  }

  void apply(List<EventId> events) {
    for (EventId id : events) {
      Pdu event = graph.get(id);
      boolean allowed =
          AuthRules.checkAgainstState(event, key -> authority(event, key), graph::findAccepted)
              .allowed();
      if (allowed) {
        event.asStateKey().ifPresent(key -> state.put(key, id));
      }
    }
  }

  /** The event for a key in the state so far, else the one that the event itself names. */
  private Optional<Pdu> authority(Pdu event, StateKey key) {
    return Optional.ofNullable(state.get(key))
        .flatMap(graph::findAccepted)
        .or(() -> graph.acceptedAuthEvent(event, key));
  }
}
