package org.konsil.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The current states of rooms, kept in memory. An entry counts only while it carries the state
 * version of the room's row, which no two states share, so what another node changed, or what a
 * transaction rolled back, is never taken for current.
 */
@ApplicationScoped
class RoomStates {
  /** State events over all rooms, about 1 KB each. */
  private static final long MAX_EVENTS = 200_000;

  private final Cache<Long, RoomState> states =
      Caffeine.newBuilder()
          .maximumWeight(MAX_EVENTS)
          .weigher((Long room, RoomState state) -> state.events().size() + 1)
          .build();

  @Inject StateStore store;

  RoomState of(RoomRow room) {
    RoomState kept = states.getIfPresent(room.nid());
    if (kept != null && kept.version() == room.stateVersion()) {
      return kept;
    }
    RoomState loaded = RoomState.of(room.version(), room.stateVersion(), store.current(room.nid()));
    states.put(room.nid(), loaded);
    return loaded;
  }

  /** What the running transaction made of it, so that the next reader need not load it. */
  void keep(LockedRoom room) {
    states.put(room.nid(), room.state());
  }
}
