package org.konsil.ratelimit;

import java.time.Duration;

/**
 * How much may be done.
 *
 * @param burst at once, at least 1
 * @param every how long it takes until one more may be done; up to a day
 */
record Rate(int burst, Duration every) {
  private static final double LOWEST = 1.0 / Duration.ofDays(1).toSeconds();
  private static final double HIGHEST = 1_000_000;

  /**
   * Reads {@code BURST/PER_SECOND}: {@code 100/10}, {@code 10/0.083}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Rate parse(String text) {
    int slash = text.indexOf('/');
    try {
      int burst = Integer.parseInt(text.substring(0, Math.max(0, slash)).trim());
      double perSecond = Double.parseDouble(text.substring(slash + 1).trim());
      if (burst >= 1 && perSecond >= LOWEST && perSecond <= HIGHEST) {
        return new Rate(burst, Duration.ofNanos((long) (1_000_000_000 / perSecond)));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no BURST/PER_SECOND", e);
    }
    throw new IllegalArgumentException("\"" + text + "\" is no BURST/PER_SECOND");
  }
}
