package org.konsil.rawdata;

import java.time.Duration;
import java.time.Instant;

/** What one file covers, in milliseconds since the epoch; the end is no part of it. */
record Interval(long start, long end) implements Comparable<Interval> {

  /** The one that a moment lies in; intervals begin at multiples of their length. */
  static Interval at(Instant moment, Duration length) {
    long start = Math.floorDiv(moment.toEpochMilli(), length.toMillis()) * length.toMillis();
    return new Interval(start, start + length.toMillis());
  }

  Interval next() {
    return new Interval(end, end + (end - start));
  }

  @Override
  public int compareTo(Interval other) {
    return Long.compare(start, other.start);
  }
}
