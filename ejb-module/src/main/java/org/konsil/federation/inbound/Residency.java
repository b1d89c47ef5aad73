package org.konsil.federation.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.ServerAclService;

/** Which servers are in a room, ours included, and whom the room keeps out. */
@ApplicationScoped
public class Residency {
  @Inject private RoomReadService rooms;
  @Inject private ServerAclService acl;

  protected Residency() {}

  Residency(RoomReadService rooms, ServerAclService acl) {
    this.rooms = rooms;
    this.acl = acl;
  }

  /** Whether a user of any hosted domain is joined. */
  public boolean isHere(RoomId room) {
    return rooms.isResident(room);
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
            .filter(present -> present.joinedServers().contains(destination))
            .orElseThrow(() -> MatrixException.notFound("This server is not in the room"));
    acl.check(state, origin);
    return state;
  }

  /**
   * As {@link #requireOpen}, for what only servers in the room may know (CVE-2022-39335).
   *
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN
   */
  public RoomState requireInside(ServerName origin, ServerName destination, RoomId room) {
    RoomState state = requireOpen(origin, destination, room);
    if (!state.joinedServers().contains(origin)) {
      throw MatrixException.forbidden("Your server is not in the room");
    }
    return state;
  }

  /**
   * @throws MatrixException M_FORBIDDEN by the room's list, as far as somebody here is in the room
   */
  public void requireNotKeptOut(ServerName origin, RoomId room) {
    if (isHere(room)) {
      acl.check(rooms.state(room), origin);
    }
  }
}
