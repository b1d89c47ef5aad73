package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/** Port to what other servers know of rooms. Blocks; never called inside a transaction. */
public interface RemoteSpaces {
  /**
   * A room and its children as the server tells them; empty when it does not, for whatever reason.
   */
  Optional<ObjectNode> hierarchy(
      ServerName from, ServerName server, RoomId room, boolean suggestedOnly);
}
