package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.storage.StreamCache;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** The heads of rooms for readers; who writes locks the row and reads it then. */
@ApplicationScoped
class RoomHeads {
  private static final int KEPT = 20_000;

  private RoomStore store;
  private StreamCache<Optional<RoomRow>> cache;

  /** For the container. */
  protected RoomHeads() {}

  @Inject
  RoomHeads(RoomStore store, StreamPositions positions) {
    this.store = store;
    this.cache = new StreamCache<>(positions, KEPT, row -> 0);
  }

  Optional<RoomRow> find(RoomId room) {
    return cache.get(WakeKey.room(room), () -> store.find(room));
  }
}
