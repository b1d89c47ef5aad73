package org.konsil.roompurge;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.Requester;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.participation.RoomEntranceService;
import org.konsil.participation.RoomEvictionService;
import org.konsil.room.RoomReadService;
import org.konsil.roomcensus.RoomCensusService;
import org.konsil.roompurge.RoomPurge.Cause;
import org.konsil.roompurge.RoomPurge.Phase;

/**
 * Carries purges out, a limited piece of each a turn, and looks for abandoned rooms each night. A
 * room or a user that makes trouble is tried again in the next turn and holds up no other.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RoomPurges {
  private static final Logger LOG = Logger.getLogger(RoomPurges.class.getName());
  private static final int ROOMS_A_TURN = 200;
  private static final int USERS_AT_ONCE = 20;
  private static final int STEPS_A_TURN = 50;
  private static final int ABANDONED_A_NIGHT = 10_000;

  /** So long one that is done can be looked up. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final AtomicBoolean busy = new AtomicBoolean();

  @Inject RoomPurgeStore store;
  @Inject RoomPurgeService purges;
  @Inject RoomPurgeStepService steps;
  @Inject AbandonedRooms abandoned;
  @Inject RoomCensusService census;
  @Inject RoomReadService rooms;
  @Inject RoomEvictionService evictions;
  @Inject RoomEntranceService entrance;
  @Inject Clock clock;

  @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
  public void turn() {
    if (busy.compareAndSet(false, true)) {
      try {
        store.unfinished(ROOMS_A_TURN).forEach(this::goOn);
      } finally {
        busy.set(false);
      }
    }
  }

  @Schedule(hour = "3", minute = "41", persistent = false)
  public void collect() {
    store.deleteFinished(clock.instant().minus(REMEMBERED));
    Map<Cause, List<RoomId>> found = abandoned.find(ABANDONED_A_NIGHT);
    found.forEach((cause, ending) -> ending.forEach(room -> purges.abandon(room, cause)));
    found.get(Cause.ALONE).forEach(this::takeOutCreator);
  }

  /** Who has not left when the purge is due keeps the room until the next night. */
  private void takeOutCreator(RoomId room) {
    try {
      census.domains(room).forEach(domain -> evictions.evict(room, domain, "", USERS_AT_ONCE));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "the creator of " + room + " could not be taken out");
    }
  }

  private void goOn(RoomPurge purge) {
    try {
      if (purge.phase() == Phase.WAITING && purge.isOfOperator()) {
        takeOut(purge);
      }
      boolean more = purge.phase() == Phase.DELETING || steps.begin(purge.room());
      for (int i = 0; more && i < STEPS_A_TURN; i++) {
        more = steps.deleteSome(purge.room());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "the room " + purge.room() + " could not be purged yet");
    }
  }

  private void takeOut(RoomPurge purge) {
    if (rooms.isResident(purge.room())) {
      census.domains(purge.room()).forEach(domain -> evict(purge, domain));
    }
    census.present(purge.room(), USERS_AT_ONCE).forEach(user -> leave(purge, user));
  }

  private void evict(RoomPurge purge, ServerName domain) {
    int left = USERS_AT_ONCE;
    for (int i = 0; left == USERS_AT_ONCE && i < STEPS_A_TURN; i++) {
      left = evictions.evict(purge.room(), domain, purge.reason(), USERS_AT_ONCE);
    }
  }

  /** Out of a room that no server of ours is in: invited, or knocking. */
  private void leave(RoomPurge purge, UserId user) {
    Optional<String> reason = Optional.of(purge.reason()).filter(text -> !text.isEmpty());
    try {
      entrance.leave(new Requester(user, "", user.server(), false, 0), purge.room(), reason);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> user + " could not be taken out of " + purge.room());
    }
  }
}
