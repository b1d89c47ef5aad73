package org.konsil.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What was read from the database about a user, a device or a room, kept for as long as its key is
 * not woken. So every writer of what is kept here must wake the key in its transaction; that
 * transaction itself reads past the cache.
 */
public final class StreamCache<V> {
  private final StreamPositions positions;
  private final Cache<WakeKey, Kept<V>> kept;

  private record Kept<V>(long position, V value) {}

  /**
   * @param maxWeight of all values that are kept; each has at least 1
   */
  public StreamCache(StreamPositions positions, long maxWeight, ToIntFunction<V> weight) {
    this.positions = positions;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maxWeight)
            .weigher((WakeKey key, Kept<V> entry) -> 1 + weight.applyAsInt(entry.value))
            .build();
  }

  public V get(WakeKey key, Supplier<V> load) {
    if (positions.isTouched(key)) {
      return load.get();
    }
    Kept<V> present = kept.getIfPresent(key);
    if (present != null && !positions.changedAfter(key, present.position)) {
      return present.value;
    }
    return loaded(List.of(key), missing -> Map.of(key, load.get())).get(key);
  }

  /**
   * As {@link #get}, of many keys.
   *
   * @param load gets those that are not kept, all at once, and must have a value for each
   */
  public Map<WakeKey, V> getAll(
      Collection<WakeKey> keys, Function<List<WakeKey>, Map<WakeKey, V>> load) {
    Map<WakeKey, V> found = new HashMap<>();
    List<WakeKey> missing = new ArrayList<>();
    for (WakeKey key : keys) {
      Kept<V> present = positions.isTouched(key) ? null : kept.getIfPresent(key);
      if (present != null && !positions.changedAfter(key, present.position)) {
        found.put(key, present.value);
      } else {
        missing.add(key);
      }
    }
    if (!missing.isEmpty()) {
      found.putAll(loaded(missing, load));
    }
    return found;
  }

  private Map<WakeKey, V> loaded(
      List<WakeKey> missing, Function<List<WakeKey>, Map<WakeKey, V>> load) {
    // before the load: what is committed meanwhile makes the entry old, not wrong
    long position = positions.current();
    Map<WakeKey, V> values = load.apply(missing);
    values.forEach(
        (key, value) -> {
          if (!positions.isTouched(key)) {
            kept.put(key, new Kept<>(position, value));
          }
        });
    return values;
  }
}
