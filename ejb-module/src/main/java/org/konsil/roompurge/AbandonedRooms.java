package org.konsil.roompurge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  @Inject Clock clock;

  /** Some rooms for each cause, the oldest first. */
  Map<Cause, List<RoomId>> find(int most) {
    return Map.of(
        Cause.FORGOTTEN,
        census.forgotten(clock.instant().minus(IS_BEING_MADE), most),
        Cause.ORPHANED,
        census.orphaned(clock.instant().minus(ORPHANS_KEPT), most));
  }

  boolean is(RoomId room, Cause cause) {
    return cause == Cause.FORGOTTEN
        ? census.isForgotten(room, clock.instant().minus(IS_BEING_MADE))
        : census.isOrphaned(room, clock.instant().minus(ORPHANS_KEPT));
  }
}
