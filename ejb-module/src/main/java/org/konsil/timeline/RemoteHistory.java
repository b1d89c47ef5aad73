package org.konsil.timeline;

import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/** Port: the history of a room that this server does not have. Blocks; never in a transaction. */
public interface RemoteHistory {
  /**
   * Fetches older events than all that the room has here.
   *
   * @param own the domain that asks
   * @return whether there are more events than before
   */
  boolean fetch(ServerName own, RoomId room);
}
