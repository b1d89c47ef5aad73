package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /** Those of the rooms that this server knows; what is not in memory is read at once. */
  Map<RoomId, RoomRow> findAll(Collection<RoomId> rooms) {
    Map<WakeKey, RoomId> keys =
        rooms.stream().distinct().collect(Collectors.toMap(WakeKey::room, Function.identity()));
    Map<RoomId, RoomRow> found = new HashMap<>();
    cache
        .getAll(keys.keySet(), missing -> load(missing, keys))
        .forEach((key, row) -> row.ifPresent(present -> found.put(keys.get(key), present)));
    return found;
  }

  private Map<WakeKey, Optional<RoomRow>> load(List<WakeKey> missing, Map<WakeKey, RoomId> keys) {
    Map<WakeKey, Optional<RoomRow>> rows = new HashMap<>();
    missing.forEach(key -> rows.put(key, Optional.empty()));
    store
        .findAll(missing.stream().map(keys::get).toList())
        .forEach(row -> rows.put(WakeKey.room(row.id()), Optional.of(row)));
    return rows;
  }
}
