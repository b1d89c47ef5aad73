package org.konsil.roomdirectory;

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
    return new HierarchyRequest(
        Boolean.parseBoolean(suggestedOnly),
        Math.min(size, MAX_SIZE),
        Math.min(number("max_depth", maxDepth, MAX_DEPTH), MAX_DEPTH),
        from == null || from.isEmpty() ? 0 : offset(from));
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

  private static int offset(String token) {
    if (!token.matches("h[0-9]{1,6}")) {
      throw MatrixException.invalidParam("Unknown pagination token");
    }
    return Integer.parseInt(token.substring(1));
  }
}
