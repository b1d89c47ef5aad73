package org.konsil.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.json.Json;

/**
 * The parameters of getRoomEvents.
 *
 * @param backwards from newer to older
 * @param limit number of events, 0 to {@link #MAX_LIMIT}
 */
public record MessagesRequest(
    Optional<PageToken> from,
    Optional<PageToken> to,
    boolean backwards,
    int limit,
    EventFilter filter) {
  public static final int DEFAULT_LIMIT = 10;
  public static final int MAX_LIMIT = 500;

  /**
   * From the query's strings, each null when absent.
   *
   * @throws MatrixException M_MISSING_PARAM without a direction; M_INVALID_PARAM for malformed
   *     values; M_NOT_JSON or M_BAD_JSON for a malformed filter
   */
  public static MessagesRequest parse(
      String from, String to, String dir, String limit, String filter) {
    if (dir == null) {
      throw MatrixException.missingParam("'dir' is missing");
    }
    EventFilter parsed = filter(filter);
    return new MessagesRequest(
        token(from),
        token(to),
        isBackwards(dir),
        parsed.limit(limit(limit, DEFAULT_LIMIT), MAX_LIMIT),
        parsed);
  }

  static Optional<PageToken> token(String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty()).map(PageToken::parse);
  }

  static boolean isBackwards(String dir) {
    if (!dir.equals("b") && !dir.equals("f")) {
      throw MatrixException.invalidParam("'dir' is b or f");
    }
    return dir.equals("b");
  }

  /**
   * @throws MatrixException M_NOT_JSON or M_BAD_JSON when malformed; null lets everything pass
   */
  public static EventFilter filter(String json) {
    return json == null || json.isEmpty()
        ? EventFilter.ALL
        : EventFilter.parse(Json.parseObject(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * @throws MatrixException M_INVALID_PARAM when it is no number; null means the default
   */
  public static int limit(String text) {
    return limit(text, DEFAULT_LIMIT);
  }

  static int limit(String text, int unlessSet) {
    if (text == null || text.isEmpty()) {
      return unlessSet;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw MatrixException.invalidParam("'limit' is no number");
    }
    return Math.min(Integer.parseInt(text), MAX_LIMIT);
  }
}
