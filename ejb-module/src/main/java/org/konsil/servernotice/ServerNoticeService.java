package org.konsil.servernotice;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.account.ServerNoticesUser;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.participation.EventSendingService;
import org.konsil.participation.RoomStateService;

/** Sends notices. For capabilities that have decided that the caller may. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServerNoticeService {
  @Inject ServerNoticeRoomService rooms;
  @Inject EventSendingService events;
  @Inject RoomStateService states;

  /** Where a notice is. */
  public record Sent(RoomId room, EventId event) {}

  /**
   * Tells a user something, once however often it is repeated.
   *
   * @param txnId by which a repetition is known
   * @throws MatrixException as {@link ServerNoticeRoomService#enter}; M_LIMIT_EXCEEDED
   */
  public Sent send(Requester admin, UserId user, String txnId, ServerNotice notice) {
    RoomId room = rooms.enter(admin, user);
    UserId sender = ServerNoticesUser.of(user.server());
    Requester server = new Requester(sender, "", sender.server(), false, 0);
    EventId event = events.send(server, room, "m.room.message", txnId, notice.content());
    if (notice.pinned()) {
      states.set(
          server,
          room,
          "m.room.pinned_events",
          "",
          Json.object().set("pinned", Json.object().arrayNode().add(event.value())));
    }
    return new Sent(room, event);
  }
}
