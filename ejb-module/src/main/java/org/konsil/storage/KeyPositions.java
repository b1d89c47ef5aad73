package org.konsil.storage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where in the stream each key was woken last. Bounded: of keys whose last change lies longest ago
 * it only remembers that they did not change after that. Not for several threads at once.
 */
final class KeyPositions {
  private final int capacity;
  private final LinkedHashMap<WakeKey, Long> positions = new LinkedHashMap<>();
  private long floor;

  /**
   * @param floor the position before which nothing is known
   */
  KeyPositions(int capacity, long floor) {
    this.capacity = capacity;
    this.floor = floor;
  }

  void changed(Collection<WakeKey> keys, long position) {
    for (WakeKey key : keys) {
      Long before = positions.remove(key);
      positions.put(key, before == null ? position : Math.max(before, position));
    }
    while (positions.size() > capacity) {
      Map.Entry<WakeKey, Long> eldest = positions.entrySet().iterator().next();
      floor = Math.max(floor, eldest.getValue());
      positions.remove(eldest.getKey());
    }
  }

  /** Whether it changed after the position; true when that is not known. */
  boolean changedAfter(WakeKey key, long position) {
    Long last = positions.get(key);
    return position < (last == null ? floor : last);
  }
}
