package org.konsil.closedroom;

import java.time.Instant;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * A room that users of a domain may only leave.
 *
 * @param reason what they are told; may be empty
 */
public record ClosedRoom(
    RoomId room, ServerName domain, String reason, UserId closedBy, Instant closedAt) {}
