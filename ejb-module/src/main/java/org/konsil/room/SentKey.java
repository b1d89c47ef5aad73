package org.konsil.room;

import org.konsil.core.id.UserId;
import org.konsil.room.event.ClientTransaction;

/**
 * A request to send that may have come before: the same device calls an event of the same type by
 * the same name.
 */
public record SentKey(LockedRoom room, UserId sender, String type, ClientTransaction transaction) {}
