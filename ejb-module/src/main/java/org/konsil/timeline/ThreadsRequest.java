package org.konsil.timeline;

import java.util.Optional;
import org.konsil.core.error.MatrixException;

/** The parameters of getThreadRoots. */
public record ThreadsRequest(boolean participated, int limit, Optional<PageToken> from) {

  /**
   * @throws MatrixException M_INVALID_PARAM for malformed values; each may be null
   */
  public static ThreadsRequest parse(String include, String limit, String from) {
    if (include != null && !include.equals("all") && !include.equals("participated")) {
      throw MatrixException.invalidParam("'include' is all or participated");
    }
    int wanted = MessagesRequest.limit(limit, 20);
    if (wanted == 0) {
      throw MatrixException.invalidParam("'limit' must be greater than zero");
    }
    return new ThreadsRequest("participated".equals(include), wanted, MessagesRequest.token(from));
  }
}
