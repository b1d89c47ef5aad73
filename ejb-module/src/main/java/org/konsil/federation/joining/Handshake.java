package org.konsil.federation.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.roomversion.RoomVersion;

/**
 * What the two requests of a handshake brought.
 *
 * @param event ours, as we signed it
 * @param answer to the send_ request
 */
record Handshake(ServerName server, RoomVersion version, Pdu event, ObjectNode answer) {}
