/**
 * Rooms: their graph of events, their state and who is in them. The one place that appends an event
 * ({@link org.konsil.room.EventAppendService}, under the lock of a {@link
 * org.konsil.room.LockedRoom}), the one event that tells of it ({@link
 * org.konsil.room.NewRoomEvent}), and the readers' side ({@link org.konsil.room.RoomReadService})
 * with history visibility. Sync, timeline, push and federation build on it; it knows none of them.
 * Formatting for clients belongs to timeline, names and lists of rooms to roomdirectory, the rules
 * of TI-M to policy.
 */
package org.konsil.room;
