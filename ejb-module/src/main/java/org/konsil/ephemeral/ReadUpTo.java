package org.konsil.ephemeral;

import java.util.HashMap;
import java.util.Map;

/**
 * How far a user has read a room, by public and private receipts together.
 *
 * @param unthreaded the stream position that an unthreaded receipt reaches; it counts for all
 *     threads
 * @param threads by thread: {@code main} or a root
 */
public record ReadUpTo(long unthreaded, Map<String, Long> threads) {
  public static final ReadUpTo NOTHING = new ReadUpTo(0, Map.of());

  /** Both together. */
  ReadUpTo and(ReadUpTo other) {
    Map<String, Long> all = new HashMap<>(threads);
    other.threads.forEach((thread, position) -> all.merge(thread, position, Math::max));
    return new ReadUpTo(Math.max(unthreaded, other.unthreaded), Map.copyOf(all));
  }

  /** How far the thread is read. */
  public long position(String thread) {
    return Math.max(unthreaded, threads.getOrDefault(thread, 0L));
  }
}
