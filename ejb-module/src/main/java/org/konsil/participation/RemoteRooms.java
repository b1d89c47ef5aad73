package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Port: memberships for which another server must be asked. Each call blocks and opens transactions
 * of its own; its failures are MatrixExceptions of the other server, or M_NOT_FOUND when there is
 * none to ask.
 */
public interface RemoteRooms {
  /**
   * Joins a room that this server is not in.
   *
   * @param via servers that may be in it
   * @param content of the membership event
   */
  void join(UserId user, RoomId room, List<ServerName> via, ObjectNode content);

  /** Knocks at a room that this server is not in. */
  void knock(UserId user, RoomId room, List<ServerName> via, ObjectNode content);

  /** Declines an invite or takes back a knock; succeeds here even when no server answers. */
  void leave(UserId user, RoomId room, ObjectNode content);

  /**
   * Has an invite signed by the invited user's server and appends it.
   *
   * @param state what the invited user may see of the room
   */
  void invite(Pdu invite, ArrayNode state);
}
