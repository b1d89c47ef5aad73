package org.konsil.room;

import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.RoomStates;

/**
 * A row of the table room.
 *
 * @param stateVersion the stream id of the last change to the current state
 * @param lastPosition the stream id of the room's newest event
 */
record RoomRow(
    long nid,
    RoomId id,
    RoomVersion version,
    List<LockedRoom.Extremity> extremities,
    long depth,
    long stateGroup,
    long stateVersion,
    long lastPosition) {

  /** The room's state now. */
  RoomState state(RoomStates states) {
    return states.of(nid, version, stateVersion);
  }
}
