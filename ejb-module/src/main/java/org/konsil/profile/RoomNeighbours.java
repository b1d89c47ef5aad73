package org.konsil.profile;

import org.konsil.core.id.UserId;

/** Port: what a profile look-up needs from the room capability. */
public interface RoomNeighbours {
  /** Whether both are joined to one room. */
  boolean shareARoom(UserId one, UserId other);
}
