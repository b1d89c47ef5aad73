package org.konsil.outgoing;

import java.time.Duration;

/**
 * How long to leave a peer in peace that did not take something: twice as long after each failure,
 * up to a bound.
 *
 * @param first after one failure, more than nothing
 * @param longest never longer than this
 */
public record DoublingWait(Duration first, Duration longest) {
  /** Beyond this no wait of a millisecond or more is shorter than any bound. */
  private static final int MAX_DOUBLINGS = 30;

  /**
   * @param failures how many there were in a row before this one, 0 or more
   */
  public Duration after(int failures) {
    Duration wait = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
