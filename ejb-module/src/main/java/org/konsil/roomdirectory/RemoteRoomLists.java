package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.id.ServerName;

/** Port to the rooms that other servers publish. Blocks; never called inside a transaction. */
public interface RemoteRoomLists {
  /** A page of the server's list, as it answers; failures are MatrixExceptions. */
  ObjectNode list(ServerName from, ServerName server, PublicRoomsRequest request);
}
