package org.konsil.profile;

import java.util.stream.Stream;
import org.konsil.core.id.UserId;

/** Port: what a profile look-up needs from the room capability. */
public interface RoomNeighbours {
  /** Whether both are joined to one room. */
  boolean shareARoom(UserId one, UserId other);

  /**
   * The users of other servers who are in a room with the user, as they are called there; whoever
   * is in several rooms may come several times.
   */
  Stream<Profile> strangers(UserId user);
}
