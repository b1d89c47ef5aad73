package org.konsil.federationlist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the list.
 *
 * @param version 0 while there is none
 * @param domains how many members it has
 * @param askedAt when the directory was last asked
 * @param goodAt when it last answered as it should
 * @param failure why the last question brought nothing
 */
public record ListStatus(
    long version,
    int domains,
    Instant fetchedAt,
    Instant expiresAt,
    Instant askedAt,
    Instant goodAt,
    Optional<ListFailure> failure) {
  /** How long before its end a list that is not renewed is worth an alarm; own choice. */
  static final Duration WARNING = Duration.ofDays(7);

  /** What an administrator must know. */
  public enum Alarm {
    NONE,
    /** The last question failed; the list still counts for long enough. */
    FAILING,
    /** There is no list yet. */
    MISSING,
    /** The list ends within a week and could not be renewed. */
    ENDING,
    /** The list has ended; it is used for want of a newer one. */
    ENDED
  }

  public Alarm alarm(Instant now) {
    if (version == 0) {
      return Alarm.MISSING;
    }
    if (!expiresAt.isAfter(now)) {
      return Alarm.ENDED;
    }
    if (expiresAt.minus(WARNING).isBefore(now)) {
      return Alarm.ENDING;
    }
    return failure.isPresent() ? Alarm.FAILING : Alarm.NONE;
  }

  ListStatus withDomains(int count) {
    return new ListStatus(version, count, fetchedAt, expiresAt, askedAt, goodAt, failure);
  }
}
