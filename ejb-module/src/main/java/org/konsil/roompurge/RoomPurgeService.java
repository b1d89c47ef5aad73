package org.konsil.roompurge;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.closedroom.ClosedRoom;
import org.konsil.closedroom.ClosedRooms;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.roomcensus.RoomCensusService;
import org.konsil.roompurge.RoomPurge.Cause;
import org.konsil.roompurge.RoomPurge.Phase;

/**
 * Says which rooms end. What is said is carried out in the background, by whichever node comes to
 * it, and goes on after a restart. For capabilities that have decided that the caller may.
 */
@Stateless
public class RoomPurgeService {
  private static final int CONFLICT = 409;
  private static final String ACT = "room.purge";

  /** So long the creator's devices have to fetch that they were taken out. */
  private static final Duration LEAVE_IS_FETCHED = Duration.ofDays(1);

  @Inject RoomPurgeStore store;
  @Inject RoomCensusService census;
  @Inject ClosedRooms closedRooms;
  @Inject AuditService audit;
  @Inject Clock clock;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<RoomPurge> find(RoomId room) {
    return store.find(room);
  }

  /** The newest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<RoomPurge> page(int first, int count) {
    return store.page(first, count);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count() {
    return store.count();
  }

  /** Those that wait or delete. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long countUnfinished() {
    return store.countUnfinished();
  }

  /**
   * Ends a room for the whole deployment: all users of hosted domains are taken out of it, whoever
   * they are, and after the wait its rows are deleted. One row in the audit of the operator's
   * domain and of each domain that has or had users in it.
   *
   * @param reason what the users are told; may be empty
   * @param closed whether nobody of the deployment may enter the room again
   * @param wait how long devices have to fetch that their users were taken out
   * @throws MatrixException with status 409 when the room is being purged already
   */
  public RoomPurge purge(
      Requester operator, RoomId room, String reason, boolean closed, Duration wait) {
    Instant now = clock.instant();
    RoomPurge purge =
        new RoomPurge(
            room,
            Cause.OPERATOR,
            Phase.WAITING,
            Optional.of(operator.user()),
            reason,
            closed,
            now,
            now.plus(wait),
            0,
            Optional.empty());
    if (!store.put(purge)) {
      throw MatrixException.unknown("The room is being purged already").status(CONFLICT);
    }
    closedRooms.openToAll(room);
    if (closed) {
      closedRooms.close(new ClosedRoom(room, Optional.empty(), reason, operator.user(), now));
    }
    Set<ServerName> concerned = new TreeSet<>(Comparator.comparing(ServerName::value));
    concerned.add(operator.user().server());
    concerned.addAll(census.domains(room));
    concerned.forEach(
        domain ->
            audit.record(
                operator.administering(domain),
                ACT,
                room.value(),
                Json.object().put("closed", closed)));
    return purge;
  }

  /**
   * Calls a purge off that has not begun to delete, or forgets one that is done; who was taken out
   * stays out. The room is open again.
   *
   * @throws MatrixException M_NOT_FOUND; with status 409 while rows are being deleted
   */
  public void callOff(Requester operator, RoomId room) {
    RoomPurge purge =
        store.find(room).orElseThrow(() -> MatrixException.notFound("The room is not purged"));
    boolean begun =
        store.claim(room).filter(present -> present.phase() != Phase.DELETING).isEmpty();
    if (begun) {
      throw MatrixException.unknown("The room's rows are being deleted").status(CONFLICT);
    }
    store.delete(room);
    if (purge.closed()) {
      closedRooms.openToAll(room);
    }
    audit.record(
        operator.administering(operator.user().server()),
        "room.purge.end",
        room.value(),
        Json.object());
  }

  /** Lets a room go that nobody here has any use for; recorded in each domain that had users. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void abandon(RoomId room, Cause cause) {
    Instant now = clock.instant();
    boolean staysClosed = store.find(room).filter(RoomPurge::closed).isPresent();
    boolean isNew =
        store.put(
            new RoomPurge(
                room,
                cause,
                Phase.WAITING,
                Optional.empty(),
                "",
                staysClosed,
                now,
                cause == Cause.ALONE ? now.plus(LEAVE_IS_FETCHED) : now,
                0,
                Optional.empty()));
    if (isNew) {
      census
          .domains(room)
          .forEach(
              domain ->
                  audit.recordOfServer(
                      domain,
                      ACT,
                      room.value(),
                      Json.object().put("cause", cause.name().toLowerCase(Locale.ROOT))));
    }
  }
}
