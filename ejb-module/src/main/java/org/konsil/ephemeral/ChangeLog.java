package org.konsil.ephemeral;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * When each key of a cache changed last, in this node's own numbering. A number is the clock's
 * milliseconds, made unique: so a client that comes from another node misses at most the skew
 * between two clocks, and none of this is worth more.
 */
final class ChangeLog<K> {
  private final ConcurrentNavigableMap<Long, K> byNumber = new ConcurrentSkipListMap<>();
  private final Map<K, Long> numbers = new HashMap<>();
  private final LongSupplier clock;
  private final int capacity;
  private long last;

  ChangeLog(LongSupplier clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  synchronized void changed(K key) {
    last = Math.max(last + 1, clock.getAsLong());
    Long before = numbers.put(key, last);
    if (before != null) {
      byNumber.remove(before);
    }
    byNumber.put(last, key);
    if (numbers.size() > capacity) {
      numbers.remove(byNumber.pollFirstEntry().getValue());
    }
  }

  /** The number of the newest change; 0 before the first. */
  synchronized long current() {
    return last;
  }

  /** The keys that changed after a number. */
  Set<K> after(long number) {
    return new HashSet<>(byNumber.tailMap(number, false).values());
  }
}
