package org.konsil.room;

import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * What a user is in a room.
 *
 * @param membership invite, join, knock, leave or ban
 * @param eventId the membership event
 * @param position the stream position of that event
 * @param forgotten whether the user has forgotten the room after leaving it
 * @param sender who made it so: the user, or who invited, kicked or banned
 */
public record RoomMembership(
    RoomId room,
    UserId user,
    String membership,
    EventId eventId,
    long position,
    boolean forgotten,
    UserId sender) {

  public boolean isJoin() {
    return membership.equals("join");
  }
}
