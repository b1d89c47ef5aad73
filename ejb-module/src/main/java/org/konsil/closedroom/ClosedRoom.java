package org.konsil.closedroom;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * A room that users of ours may only leave.
 *
 * @param domain empty when the room is closed to all domains of the deployment
 * @param reason what they are told; may be empty
 */
public record ClosedRoom(
    RoomId room, Optional<ServerName> domain, String reason, UserId closedBy, Instant closedAt) {}
