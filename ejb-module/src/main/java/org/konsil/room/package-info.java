/**
 * Rooms: their graph of events, their state and who is in them. The one place that appends an event
 * ({@link org.konsil.room.EventAppendService}, under the lock of a {@link
 * org.konsil.room.LockedRoom}), the one event that tells of it ({@link
 * org.konsil.room.NewRoomEvent}), and the readers' side ({@link org.konsil.room.RoomReadService})
 * with history visibility. Participation, sync, timeline, push and federation build on it; it knows
 * none of them. What users do belongs to participation, formatting for clients to timeline, names
 * and lists of rooms to roomdirectory, the rules of TI-M to policy.
 */
package org.konsil.room;
