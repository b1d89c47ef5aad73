package org.konsil.room;

import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;

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
    long lastPosition) {}
