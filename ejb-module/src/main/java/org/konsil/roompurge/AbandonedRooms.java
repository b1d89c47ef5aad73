package org.konsil.roompurge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.RoomId;
import org.konsil.roomcensus.RoomCensusService;
import org.konsil.roompurge.RoomPurge.Cause;

/** Which rooms nobody here has any use for. */
@ApplicationScoped
class AbandonedRooms {
  /** A_28564-01: so long after its newest event a room in which nothing was said is kept. */
  private static final Duration ORPHANS_KEPT = Duration.ofDays(14);

  /** A room is made, and somebody comes in, in several transactions. */
  private static final Duration IS_BEING_MADE = Duration.ofDays(1);

  @Inject RoomCensusService census;
  @Inject KonsilConfig config;
  @Inject Clock clock;

  /**
   * Some rooms for each cause, the oldest first. Where the TI-M rules do not hold, a room may be
   * its creator's alone.
   */
  Map<Cause, List<RoomId>> find(int most) {
    Instant now = clock.instant();
    return Map.of(
        Cause.FORGOTTEN,
        census.forgotten(now.minus(IS_BEING_MADE), most),
        Cause.ORPHANED,
        census.orphaned(now.minus(ORPHANS_KEPT), most),
        Cause.ALONE,
        config.timPolicy() ? census.alone(now.minus(ORPHANS_KEPT), most) : List.of());
  }

  /** Whether it still is what it was found to be; of ALONE, once the creator was taken out. */
  boolean is(RoomId room, Cause cause) {
    Instant now = clock.instant();
    return switch (cause) {
      case FORGOTTEN -> census.isForgotten(room, now.minus(IS_BEING_MADE));
      case ORPHANED -> census.isOrphaned(room, now.minus(ORPHANS_KEPT));
      case ALONE -> census.isOrphaned(room, now);
      case OPERATOR -> true;
    };
  }
}
