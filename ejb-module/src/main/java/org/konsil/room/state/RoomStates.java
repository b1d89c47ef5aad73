package org.konsil.room.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.event.StoredEvent;

/**
 * The current states of rooms and how they changed, the present ones kept in memory. An entry
 * counts only while it carries the state version of the room's row, which no two states share, so
 * what another node changed, or what a transaction rolled back, is never taken for current.
 */
@ApplicationScoped
public class RoomStates {
  /** State events over all rooms, about 1 KB each. */
  private static final long MAX_EVENTS = 200_000;

  private final Cache<Long, RoomState> states =
      Caffeine.newBuilder()
          .maximumWeight(MAX_EVENTS)
          .weigher((Long room, RoomState state) -> state.events().size() + 1)
          .build();

  @Inject StateStore store;

  /**
   * @param version of the state, as the room's row has it
   */
  public RoomState of(long roomNid, RoomVersion roomVersion, long version) {
    RoomState kept = states.getIfPresent(roomNid);
    if (kept != null && kept.version() == version) {
      return kept;
    }
    RoomState loaded = RoomState.of(roomVersion, version, store.current(roomNid));
    states.put(roomNid, loaded);
    return loaded;
  }

  /** What the running transaction made of it, so that the next reader need not load it. */
  public void keep(long roomNid, RoomState state) {
    states.put(roomNid, state);
  }

  /** Writes one change of the current state. */
  public void set(long roomNid, StateDelta delta) {
    store.setCurrent(roomNid, delta.key(), delta.nid(), delta.previousNid() != 0);
    store.insertDelta(roomNid, delta);
  }

  /**
   * Writes many changes at once, all at one place of the stream.
   *
   * @param changes the new holders of keys by their numbers; 0 takes a key away
   */
  public void change(long roomNid, RoomState before, Map<StateKey, Long> changes, long position) {
    List<Long> added = new ArrayList<>();
    Map<StateKey, Long> changed = new HashMap<>();
    Set<StateKey> gone = new HashSet<>();
    List<StateDelta> deltas = new ArrayList<>();
    changes.forEach(
        (key, nid) -> {
          StoredEvent previous = before.events().get(key);
          if (previous == null) {
            added.add(nid);
            return;
          }
          if (nid == 0) {
            gone.add(key);
          } else {
            changed.put(key, nid);
          }
          deltas.add(new StateDelta(position, key, nid, previous.nid()));
        });
    store.changeCurrent(roomNid, added, changed, gone);
    store.insertDeltas(position, added);
    store.insertDeltas(roomNid, deltas);
  }

  /** Changes after a position and up to another, oldest first. */
  public List<StateDelta> changes(RoomId room, long after, long upTo) {
    return store.deltas(room, after, upTo);
  }
}
