package org.konsil.push;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.push.PushAction;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.push.NotificationCounts.Count;

/**
 * Counts one user's unread events of one room as they come. Not for use by two threads at once.
 *
 * <p>An event of the user's own reads everything before it in its thread (client-server API,
 * "Receiving notifications").
 */
final class RoomCounter {
  private static final String MAIN = "main";

  private final ReadUpTo readUpTo;
  private final Map<String, Count> counts = new HashMap<>();
  private long seen;

  RoomCounter(ReadUpTo readUpTo, long start) {
    this.readUpTo = readUpTo;
    this.seen = start;
  }

  /** The position of the last event that was counted. */
  long seen() {
    return seen;
  }

  boolean startedFrom(ReadUpTo receipts) {
    return readUpTo.equals(receipts);
  }

  /**
   * @param thread the root, empty for the main timeline
   * @param own whether the user sent it
   */
  void add(long position, Optional<String> thread, boolean own, Optional<PushAction> action) {
    seen = position;
    String key = thread.orElse(MAIN);
    if (own) {
      counts.remove(key);
    } else if (position > readUpTo.position(key)
        && action.filter(PushAction::notifies).isPresent()) {
      counts.merge(key, new Count(1, action.get().highlight() ? 1 : 0), Count::plus);
    }
  }

  void skipTo(long position) {
    seen = Math.max(seen, position);
  }

  NotificationCounts counts() {
    Map<String, Count> threads = new LinkedHashMap<>(counts);
    Count main = threads.remove(MAIN);
    return new NotificationCounts(main == null ? Count.NONE : main, threads);
  }
}
