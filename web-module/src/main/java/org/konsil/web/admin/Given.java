package org.konsil.web.admin;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.error.MatrixException;

/** Members of request bodies. */
final class Given {
  private Given() {}

  /** The member, which must be there: M_MISSING_PARAM. */
  static <T> T required(String name, T value) {
    if (value == null) {
      throw MatrixException.missingParam(name + " is missing");
    }
    return value;
  }

  /** Milliseconds since the epoch. */
  static Optional<Instant> time(Long millis) {
    return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
  }
}
