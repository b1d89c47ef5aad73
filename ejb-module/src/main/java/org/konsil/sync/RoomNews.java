package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.id.RoomId;
import org.konsil.push.NotificationCounts;

/**
 * What was read once for all rooms.
 *
 * @param rooms the rooms with anything new
 * @param accountData the room account data events that are new
 * @param receipts the content of one m.receipt a room
 * @param typing the rooms whose typing users changed
 * @param counts the unread counts of the rooms with news
 */
record RoomNews(
    Set<RoomId> rooms,
    Map<RoomId, List<ObjectNode>> accountData,
    Map<RoomId, ObjectNode> receipts,
    Set<RoomId> typing,
    Map<RoomId, NotificationCounts> counts) {}
