package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.closedroom.ClosedRoom;
import org.konsil.closedroom.ClosedRooms;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.roomdirectory.RoomAliasService;

/**
 * Closes rooms to the users of the administrator's domain. A room that nobody here knows can be
 * closed too, so that nobody enters it.
 */
@Stateless
public class RoomClosureService {
  static final int LONGEST_REASON = 1000;

  @Inject private ClosedRooms closedRooms;
  @Inject private RoomAliasService aliases;
  @Inject private AuditService audit;
  @Inject private Clock clock;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<ClosedRoom> list(Requester admin, int first, int count) {
    AdministrationScope.requireAdmin(admin);
    return new Page<>(
        closedRooms.page(admin.domain(), first, count), first, closedRooms.count(admin.domain()));
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<ClosedRoom> find(Requester admin, RoomId room) {
    AdministrationScope.requireAdmin(admin);
    return closedRooms.find(room, admin.domain());
  }

  /**
   * Lets the domain's users only leave, and takes the domain's names from the room.
   *
   * @param reason what they are told, at most 1,000 characters
   * @throws MatrixException M_INVALID_PARAM
   */
  public void close(Requester admin, RoomId room, Optional<String> reason) {
    AdministrationScope.requireAdmin(admin);
    if (reason.filter(text -> text.length() > LONGEST_REASON).isPresent()) {
      throw MatrixException.invalidParam("reason has at most 1000 characters");
    }
    closedRooms.close(
        new ClosedRoom(
            room, Optional.of(admin.domain()), reason.orElse(""), admin.user(), clock.instant()));
    aliases.forget(admin.domain(), room);
    audit.record(admin, "room.close", room.value(), Json.object());
  }

  /** Nothing happens when the room is not closed. Who was taken out has to join again. */
  public void open(Requester admin, RoomId room) {
    AdministrationScope.requireAdmin(admin);
    closedRooms.open(room, admin.domain());
    audit.record(admin, "room.open", room.value(), Json.object());
  }
}
