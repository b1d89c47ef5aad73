package org.konsil.federation.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.room.RoomReadService;
import org.konsil.room.RoomState;
import org.konsil.room.ServerAcl;

/** Which servers are in a room, ours included, and whom the room keeps out. */
@ApplicationScoped
public class Residency {
  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;

  protected Residency() {}

  Residency(RoomReadService rooms, DomainService domains) {
    this.rooms = rooms;
    this.domains = domains;
  }

  /** Whether a user of any hosted domain is joined. */
  public boolean isHere(RoomId room) {
    return rooms
        .findState(room)
        .filter(state -> state.joinedMembers().stream().anyMatch(u -> domains.isLocal(u.server())))
        .isPresent();
  }

  public static boolean isIn(RoomState state, ServerName server) {
    return state.joinedMembers().stream().anyMatch(user -> user.server().equals(server));
  }

  /**
   * The state of a room that the destination is in and that does not keep the origin out.
   *
   * @throws MatrixException M_NOT_FOUND for rooms without us, M_FORBIDDEN by the room's list
   */
  public RoomState requireOpen(ServerName origin, ServerName destination, RoomId room) {
    RoomState state =
        rooms
            .findState(room)
            .filter(present -> isIn(present, destination))
            .orElseThrow(() -> MatrixException.notFound("This server is not in the room"));
    if (!ServerAcl.allows(state, origin)) {
      throw keptOut();
    }
    return state;
  }

  /**
   * As {@link #requireOpen}, for what only servers in the room may know (CVE-2022-39335).
   *
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN
   */
  public RoomState requireInside(ServerName origin, ServerName destination, RoomId room) {
    RoomState state = requireOpen(origin, destination, room);
    if (!isIn(state, origin)) {
      throw MatrixException.forbidden("Your server is not in the room");
    }
    return state;
  }

  /**
   * @throws MatrixException M_FORBIDDEN by the room's list
   */
  void requireNotKeptOut(ServerName origin, RoomId room) {
    if (!ServerAcl.allows(rooms.state(room), origin)) {
      throw keptOut();
    }
  }

  private static MatrixException keptOut() {
    return MatrixException.forbidden("The room does not let your server take part");
  }
}
