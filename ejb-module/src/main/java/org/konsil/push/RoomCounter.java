package org.konsil.push;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.push.PushAction;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.push.NotificationCounts.Count;

/**
 * Counts one user's unread events of one room as they come. Several threads may read the same
 * events for it; each event counts once.
 *
 * <p>An event of the user's own reads everything before it in its thread (client-server API,
 * "Receiving notifications").
 */
final class RoomCounter {
  /** The main timeline, where a thread is named. */
  static final String MAIN = "main";

  private final ReadUpTo readUpTo;
  private final Map<String, Count> counts = new HashMap<>();
  private long seen;

  /**
   * An event and what it means to the user.
   *
   * @param thread the root, empty for the main timeline
   * @param own whether the user sent it
   */
  record Unread(long position, Optional<String> thread, boolean own, Optional<PushAction> action) {}

  RoomCounter(ReadUpTo readUpTo, long start) {
    this.readUpTo = readUpTo;
    this.seen = start;
  }

  /** The position of the last event that was counted. */
  synchronized long seen() {
    return seen;
  }

  boolean startedFrom(ReadUpTo receipts) {
    return readUpTo.equals(receipts);
  }

  /**
   * Takes in what came after a position and up to another; nothing when somebody else has already
   * gone on from there.
   */
  synchronized void add(long after, List<Unread> events, long upTo) {
    if (seen == after) {
      events.forEach(this::add);
      seen = upTo;
    }
  }

  private void add(Unread event) {
    String key = event.thread().orElse(MAIN);
    Optional<PushAction> notice = event.action().filter(PushAction::notifies);
    if (event.own()) {
      counts.remove(key);
    } else if (event.position() > readUpTo.position(key) && notice.isPresent()) {
      counts.merge(key, new Count(1, notice.get().highlight() ? 1 : 0), Count::plus);
    }
  }

  synchronized NotificationCounts counts() {
    Map<String, Count> threads = new LinkedHashMap<>(counts);
    Count main = threads.remove(MAIN);
    return new NotificationCounts(main == null ? Count.NONE : main, threads);
  }
}
