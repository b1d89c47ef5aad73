package org.konsil.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.EventVisibilityService;

/** Up to where a user may read in a room at all; history visibility then decides event by event. */
@ApplicationScoped
class RoomAccess {
  @Inject RoomReadService rooms;
  @Inject EventVisibilityService visibility;

  /**
   * The position of the last event that can concern the reader: the end of the room for members and
   * in world readable rooms, the leave for those who left and have not forgotten the room.
   *
   * @throws MatrixException M_FORBIDDEN for all others, also when the room does not exist
   */
  long end(Requester requester, RoomId room) {
    Optional<RoomMembership> membership = rooms.findMembership(room, requester.user());
    if (membership.filter(RoomMembership::isJoin).isPresent() || isWorldReadable(room)) {
      return Long.MAX_VALUE;
    }
    return membership
        .filter(present -> !present.forgotten())
        .flatMap(present -> rooms.partedAt(room, requester.user()))
        .orElseThrow(() -> MatrixException.forbidden("You are not in this room"));
  }

  /**
   * An event that the reader may see.
   *
   * @throws MatrixException M_NOT_FOUND when there is none with that id, or not for this reader
   */
  StoredEvent event(Requester requester, RoomId room, EventId eventId) {
    return rooms
        .findEvent(room, eventId)
        .filter(event -> visibility.isVisible(requester.user(), room, event))
        .orElseThrow(() -> MatrixException.notFound("Event not found"));
  }

  private boolean isWorldReadable(RoomId room) {
    return rooms
        .findState(room)
        .filter(state -> state.historyVisibility().equals("world_readable"))
        .isPresent();
  }
}
