package org.konsil.timeline;

import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/**
 * A point between two events of the stream: everything at or below the position is older. Written
 * as {@code t<position>}; sync's {@code s<position>_..} means the same point.
 */
public record PageToken(long position) {

  /**
   * @throws MatrixException M_INVALID_PARAM when it is none of ours
   */
  public static PageToken parse(String token) {
    boolean ours = token.startsWith("t") || token.startsWith("s");
    int end = token.indexOf('_') < 0 ? token.length() : token.indexOf('_');
    try {
      if (ours) {
        return new PageToken(Long.parseLong(token.substring(1, end)));
      }
    } catch (NumberFormatException e) {
      throw new MatrixException(ErrorCode.M_INVALID_PARAM, "Unknown pagination token", e);
    }
    throw MatrixException.invalidParam("Unknown pagination token");
  }

  @Override
  public String toString() {
    return "t" + position;
  }
}
