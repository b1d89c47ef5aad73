package org.konsil.roompurge;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.roomcensus.RoomCensusService;
import org.konsil.roompurge.RoomPurge.Phase;

/**
 * The steps of a purge, each in a transaction of its own that holds the purge's row: a node that
 * stops in between loses one step, and no two nodes work on one room.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RoomPurgeStepService {
  private static final int ROWS_AT_ONCE = 2_000;

  /** A server that cannot be reached holds nothing up for longer. */
  private static final Duration OTHERS_ARE_TOLD = Duration.ofDays(1);

  @Inject RoomPurgeStore store;
  @Inject RoomRemainsStore remains;
  @Inject AbandonedRooms abandoned;
  @Inject RoomCensusService census;
  @Inject EventAppendService append;
  @Inject Clock clock;

  /**
   * Takes the room from everybody's sight once it is due, nobody of ours is in it, and the other
   * servers know. A room that went by itself and has found a use again stays.
   *
   * @return whether rows may be deleted now
   */
  public boolean begin(RoomId room) {
    Optional<RoomPurge> claimed =
        store.claim(room).filter(purge -> purge.phase() == Phase.WAITING).filter(this::isDue);
    if (claimed.isEmpty()) {
      return false;
    }
    Optional<LockedRoom> locked = append.find(room);
    if (locked.isEmpty()) {
      // nobody here knows the room; it may be closed all the same
      store.finish(room, clock.instant());
      return false;
    }
    // after the lock: nobody comes in any more
    if (!abandoned.is(room, claimed.get().cause())) {
      store.delete(room);
      return false;
    }
    if (!census.present(room, 1).isEmpty()) {
      return false;
    }
    store.begin(room, append.end(locked.get()));
    return true;
  }

  private boolean isDue(RoomPurge purge) {
    Instant now = clock.instant();
    return !purge.dueAt().isAfter(now)
        && (purge.dueAt().plus(OTHERS_ARE_TOLD).isBefore(now)
            || !store.waitsForOthers(purge.room()));
  }

  /** True while there is more. */
  public boolean deleteSome(RoomId room) {
    if (store.claim(room).filter(purge -> purge.phase() == Phase.DELETING).isEmpty()) {
      return false;
    }
    int deleted = remains.delete(store.roomNid(room), room, ROWS_AT_ONCE);
    store.addDeleted(room, deleted);
    boolean more = deleted == ROWS_AT_ONCE;
    if (!more) {
      store.finish(room, clock.instant());
    }
    return more;
  }
}
