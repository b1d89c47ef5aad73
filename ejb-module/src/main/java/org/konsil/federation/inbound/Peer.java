package org.konsil.federation.inbound;

import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.roomversion.RoomVersion;

/**
 * Whom to ask about a room.
 *
 * @param own the domain of ours that asks
 * @param server whom it asks
 */
public record Peer(ServerName own, ServerName server, RoomId room, RoomVersion version) {}
