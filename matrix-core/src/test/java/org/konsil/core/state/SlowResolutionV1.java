package org.konsil.core.state;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/**
 * State resolution of room version 1, pass by pass as its text words it: the model that the fast
 * one is compared with. Where no event of a conflict is allowed, the first of the list stays.
 */
final class SlowResolutionV1 {
  private final Function<EventId, Optional<Pdu>> events;

  SlowResolutionV1(Function<EventId, Optional<Pdu>> events) {
    this.events = events;
  }

  Map<StateKey, EventId> resolve(List<Map<StateKey, EventId>> states) {
    Map<StateKey, Set<EventId>> all = new HashMap<>();
    for (Map<StateKey, EventId> state : states) {
      state.forEach((key, id) -> all.computeIfAbsent(key, k -> new HashSet<>()).add(id));
    }
    Map<StateKey, EventId> r = new HashMap<>();
    Map<StateKey, List<Pdu>> conflicts = new HashMap<>();
    all.forEach(
        (key, ids) -> {
          if (ids.size() == 1) {
            r.put(key, ids.iterator().next());
          } else {
            conflicts.put(key, sorted(ids));
          }
        });
    for (String type : List.of("m.room.power_levels", "m.room.join_rules", "m.room.member")) {
      Map<StateKey, EventId> passed = new HashMap<>();
      conflicts.forEach(
          (key, list) -> {
            if (key.type().equals(type)) {
              passed.put(key, ascending(r, key, list));
            }
          });
      r.putAll(passed);
      conflicts.keySet().removeAll(passed.keySet());
    }
    Map<StateKey, EventId> others = new HashMap<>();
    conflicts.forEach((key, list) -> others.put(key, highest(r, list)));
    r.putAll(others);
    return r;
  }

  private EventId ascending(Map<StateKey, EventId> r, StateKey key, List<Pdu> list) {
    Map<StateKey, EventId> own = new HashMap<>(r);
    for (Pdu event : list) {
      if (own.containsKey(key) && !allowed(event, own)) {
        break;
      }
      own.put(key, event.eventId());
    }
    return own.get(key);
  }

  private EventId highest(Map<StateKey, EventId> r, List<Pdu> list) {
    EventId best = null;
    for (Pdu event : list) {
      if (allowed(event, r)) {
        best = event.eventId();
      }
    }
    return best == null ? list.get(0).eventId() : best;
  }

  private boolean allowed(Pdu event, Map<StateKey, EventId> state) {
    return AuthRules.checkAgainstState(
            event, key -> Optional.ofNullable(state.get(key)).flatMap(events), events)
        .allowed();
  }

  /** By ascending depth, then descending SHA-1 of the event's id. */
  private List<Pdu> sorted(Set<EventId> ids) {
    List<Pdu> list = new ArrayList<>();
    ids.forEach(id -> list.add(events.apply(id).orElseThrow()));
    list.sort(
        Comparator.comparingLong(Pdu::depth)
            .thenComparing(SlowResolutionV1::sha1, Comparator.reverseOrder()));
    return list;
  }

  private static BigInteger sha1(Pdu event) {
    try {
      byte[] id = event.eventId().value().getBytes(StandardCharsets.UTF_8);
      return new BigInteger(1, MessageDigest.getInstance("SHA-1").digest(id));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
