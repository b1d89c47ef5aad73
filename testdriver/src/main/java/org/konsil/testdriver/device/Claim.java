package org.konsil.testdriver.device;

import java.time.Instant;

/**
 * Who has a device.
 *
 * @param until when it is free again
 */
public record Claim(String claimer, Instant until) {
  /** Nobody. */
  static final Claim NONE = new Claim("", Instant.EPOCH);

  boolean holds(Instant now) {
    return until.isAfter(now);
  }
}
