package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.roompurge.RoomPurge;
import org.konsil.roompurge.RoomPurgeService;

/** Ends rooms for the whole deployment, which is the operators' business alone. */
@Stateless
public class RoomPurgeAdministrationService {
  private static final Duration LONGEST_WAIT = Duration.ofDays(30);

  @Inject private AdministrationScope scope;
  @Inject private RoomPurgeService purges;

  /** The newest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<RoomPurge> list(Requester operator, int first, int count) {
    scope.requireOperator(operator);
    return new Page<>(purges.page(first, count), first, purges.count());
  }

  /**
   * @throws MatrixException M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public RoomPurge get(Requester operator, RoomId room) {
    scope.requireOperator(operator);
    return purges.find(room).orElseThrow(() -> MatrixException.notFound("The room is not purged"));
  }

  /**
   * As {@link RoomPurgeService#purge}.
   *
   * @param reason at most 1,000 characters
   * @param wait at most 30 days
   * @throws MatrixException M_INVALID_PARAM
   */
  public RoomPurge purge(
      Requester operator, RoomId room, String reason, boolean closed, Duration wait) {
    scope.requireOperator(operator);
    if (reason.length() > RoomClosureService.LONGEST_REASON) {
      throw MatrixException.invalidParam("reason has at most 1000 characters");
    }
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw MatrixException.invalidParam("wait_hours is between 0 and 720");
    }
    return purges.purge(operator, room, reason, closed, wait);
  }

  /** As {@link RoomPurgeService#callOff}. */
  public void callOff(Requester operator, RoomId room) {
    scope.requireOperator(operator);
    purges.callOff(operator, room);
  }
}
