package org.konsil.room;

import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * Fired when a user of ours was invited to a room that this server is not in, knocked there, or
 * when that ended; synchronously and in the same transaction, as {@link NewRoomEvent} is.
 *
 * @param membership invite, knock, leave or ban
 * @param sender who made it so
 */
public record OutsideMembership(
    RoomId room, UserId user, String membership, UserId sender, EventId event) {}
