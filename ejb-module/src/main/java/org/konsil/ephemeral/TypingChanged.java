package org.konsil.ephemeral;

import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/** CDI event: a user of ours has begun to type in a room, goes on, or has stopped. */
public record TypingChanged(RoomId room, UserId user, boolean typing) {}
