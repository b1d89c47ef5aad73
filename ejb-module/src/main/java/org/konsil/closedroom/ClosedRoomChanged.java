package org.konsil.closedroom;

import org.konsil.core.id.RoomId;

/** A room was closed, or opened again. */
record ClosedRoomChanged(RoomId room) {}
