package org.konsil.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.konsil.core.json.Json;

/**
 * Unread events of a room that notify.
 *
 * @param main of the main timeline
 * @param threads by thread root, threads without any left out
 */
public record NotificationCounts(Count main, Map<String, Count> threads) {
  /** Nothing unread. */
  public static final NotificationCounts NONE = new NotificationCounts(Count.NONE, Map.of());

  /**
   * How many.
   *
   * @param notifying all that notify
   * @param highlighted those of them that are marked as important
   */
  public record Count(long notifying, long highlighted) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(notifying + other.notifying, highlighted + other.highlighted);
    }

    ObjectNode json() {
      return Json.object().put("notification_count", notifying).put("highlight_count", highlighted);
    }
  }

  /** All that notify, threads included. */
  public long total() {
    return main.notifying() + threads.values().stream().mapToLong(Count::notifying).sum();
  }

  /** The {@code unread_notifications}; threads count in it unless the client has asked for them. */
  public ObjectNode roomJson(boolean threadsApart) {
    Count count = main;
    if (!threadsApart) {
      for (Count thread : threads.values()) {
        count = count.plus(thread);
      }
    }
    return count.json();
  }

  /** The {@code unread_thread_notifications}. */
  public ObjectNode threadsJson() {
    ObjectNode json = Json.object();
    threads.forEach((thread, count) -> json.set(thread, count.json()));
    return json;
  }
}
