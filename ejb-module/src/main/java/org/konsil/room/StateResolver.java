package org.konsil.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.state.StateResolution;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.StateGroups;

/** Brings several states of a room together into one. */
@ApplicationScoped
class StateResolver {
  private static final int KEPT = 10_000;

  /** What a set of groups resolved to; the transaction that found it may have been rolled back. */
  private final Cache<Set<Long>, Long> resolved = Caffeine.newBuilder().maximumSize(KEPT).build();

  @Inject EventStore events;
  @Inject StateGroups groups;

  /** The group of the resolved state, made unless it exists. */
  long resolve(LockedRoom room, Collection<Long> wanted) {
    TreeSet<Long> distinct = new TreeSet<>(wanted);
    if (distinct.size() == 1) {
      return distinct.first();
    }
    Long known = resolved.getIfPresent(distinct);
    if (known != null && groups.exists(known)) {
      return known;
    }
    long made = resolveAnew(room, distinct);
    resolved.put(Set.copyOf(distinct), made);
    return made;
  }

  private long resolveAnew(LockedRoom room, TreeSet<Long> distinct) {
    Map<Long, Map<StateKey, Long>> states = new HashMap<>();
    distinct.forEach(group -> states.put(group, groups.state(group)));
    Map<StateKey, Long> base = states.get(distinct.last());
    if (states.values().stream().allMatch(base::equals)) {
      return distinct.last();
    }
    Map<StateKey, Long> target = resolved(room, states.values());
    Map<StateKey, Long> changes = changes(base, target);
    return changes.isEmpty()
        ? distinct.last()
        : groups.derive(room.nid(), distinct.last(), changes).group();
  }

  private Map<StateKey, Long> resolved(LockedRoom room, Collection<Map<StateKey, Long>> states) {
    Map<Long, StoredEvent> byNid = load(room, states);
    Map<EventId, Long> nids = new HashMap<>();
    byNid.forEach((nid, event) -> nids.put(event.pdu().eventId(), nid));
    AuthChain chain = new AuthChain(events);
    chain.add(byNid.values());
    List<Map<StateKey, EventId>> byId = new ArrayList<>();
    for (Map<StateKey, Long> state : states) {
      Map<StateKey, EventId> ids = new HashMap<>();
      state.forEach((key, nid) -> ids.put(key, byNid.get(nid).pdu().eventId()));
      byId.add(ids);
    }
    Map<StateKey, Long> result = new HashMap<>();
    StateResolution.resolve(room.version(), byId, chain::find, chain::isRejected)
        .forEach((key, id) -> result.put(key, nid(nids, id)));
    return result;
  }

  /** An event of the auth chain may come into the state, too. */
  private long nid(Map<EventId, Long> known, EventId id) {
    Long nid = known.get(id);
    return nid == null ? events.nids(List.of(id))[0] : nid;
  }

  /** All events of the states, those of the present one from memory. */
  private Map<Long, StoredEvent> load(LockedRoom room, Collection<Map<StateKey, Long>> states) {
    Set<Long> wanted = new HashSet<>();
    states.forEach(state -> wanted.addAll(state.values()));
    Map<Long, StoredEvent> found = new HashMap<>();
    for (StoredEvent event : room.state().events().values()) {
      if (wanted.remove(event.nid())) {
        found.put(event.nid(), event);
      }
    }
    events.byNid(wanted).forEach(event -> found.put(event.nid(), event));
    return found;
  }

  /** What has to be said over a base to come to the target; 0 for keys that go. */
  static Map<StateKey, Long> changes(Map<StateKey, Long> base, Map<StateKey, Long> target) {
    Map<StateKey, Long> changes = new HashMap<>();
    target.forEach(
        (key, nid) -> {
          if (!nid.equals(base.get(key))) {
            changes.put(key, nid);
          }
        });
    base.keySet().stream().filter(key -> !target.containsKey(key)).forEach(k -> changes.put(k, 0L));
    return changes;
  }
}
