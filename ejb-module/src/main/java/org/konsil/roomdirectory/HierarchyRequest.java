package org.konsil.roomdirectory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.core.error.MatrixException;

/**
 * The parameters of getSpaceHierarchy.
 *
 * @param suggestedOnly whether only suggested rooms are followed
 * @param size rooms in a page, 1 to 50
 * @param depth how far below the space to go, 0 to 10
 * @param offset rooms to pass over
 */
public record HierarchyRequest(boolean suggestedOnly, int size, int depth, int offset) {
  private static final int MAX_SIZE = 50;
  private static final int MAX_DEPTH = 10;
  private static final Pattern TOKEN = Pattern.compile("h([0-9]{1,6})_[0-9]{1,2}(?:_s)?");

  /**
   * From the query's strings, each null when absent.
   *
   * @throws MatrixException M_INVALID_PARAM for malformed values
   */
  public static HierarchyRequest parse(
      String suggestedOnly, String limit, String maxDepth, String from) {
    int size = number("limit", limit, MAX_SIZE);
    if (size == 0) {
      throw MatrixException.invalidParam("'limit' must be greater than zero");
    }
    HierarchyRequest first =
        new HierarchyRequest(
            Boolean.parseBoolean(suggestedOnly),
            Math.min(size, MAX_SIZE),
            Math.min(number("max_depth", maxDepth, MAX_DEPTH), MAX_DEPTH),
            0);
    return from == null || from.isEmpty() ? first : first.from(from);
  }

  private HierarchyRequest from(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      throw MatrixException.invalidParam("Unknown pagination token");
    }
    HierarchyRequest wanted =
        new HierarchyRequest(suggestedOnly, size, depth, Integer.parseInt(matcher.group(1)));
    if (!wanted.token(wanted.offset).equals(token)) {
      throw MatrixException.invalidParam(
          "'suggested_only' and 'max_depth' cannot change between pages");
    }
    return wanted;
  }

  /** Where the next page begins; it is good for the same walk alone. */
  String token(int next) {
    return "h" + next + "_" + depth + (suggestedOnly ? "_s" : "");
  }

  static int number(String name, String text, int unlessSet) {
    if (text == null || text.isEmpty()) {
      return unlessSet;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw MatrixException.invalidParam("'" + name + "' is no number");
    }
    return Integer.parseInt(text);
  }
}
