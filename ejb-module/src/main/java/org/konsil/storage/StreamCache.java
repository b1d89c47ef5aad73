package org.konsil.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
    // before the load: what is committed meanwhile makes the entry old, not wrong
    long position = positions.current();
    V value = load.get();
    kept.put(key, new Kept<>(position, value));
    return value;
  }
}
