/**
 * Rooms: their graph of events and who is in them. The one place that appends an event ({@link
 * org.konsil.room.EventAppendService}, under the lock of a {@link org.konsil.room.LockedRoom}), the
 * one event that tells of it ({@link org.konsil.room.NewRoomEvent}), and the readers' side ({@link
 * org.konsil.room.RoomReadService}). Below it in this order: event (what is kept of one), relation
 * (which refer to which) and state; above it visibility (who may have which). Participation, sync,
 * timeline, push and federation build on them; they know none of those.
 */
package org.konsil.room;
