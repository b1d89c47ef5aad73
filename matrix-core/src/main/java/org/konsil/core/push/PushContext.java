package org.konsil.core.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.id.UserId;

/**
 * What the rules may look at, for one event and one user.
 *
 * @param clientEvent the event in the client format, with room_id and sender
 * @param user whose rules are evaluated
 * @param displayName the user's display name in the room; null or empty when there is none
 * @param memberCount joined members of the room
 * @param senderPowerLevel power level of the event's sender before the event
 * @param powerLevelNotifications the {@code notifications} object of the room's power levels event;
 *     null when there is none
 */
public record PushContext(
    ObjectNode clientEvent,
    UserId user,
    String displayName,
    long memberCount,
    long senderPowerLevel,
    ObjectNode powerLevelNotifications) {}
