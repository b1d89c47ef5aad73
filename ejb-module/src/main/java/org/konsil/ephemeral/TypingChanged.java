package org.konsil.ephemeral;

import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * CDI event: a user, of ours or of another server, has begun to type in a room, goes on, or has
 * stopped. Told once, on the node where it was noticed.
 */
public record TypingChanged(RoomId room, UserId user, boolean typing) {}
