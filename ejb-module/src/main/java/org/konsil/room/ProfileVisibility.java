package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.id.UserId;
import org.konsil.profile.RoomNeighbours;

/** Lets users of two domains who meet in a room see each other's profile. */
@ApplicationScoped
class ProfileVisibility implements RoomNeighbours {
  @Inject private RoomReadService rooms;

  @Override
  public boolean shareARoom(UserId one, UserId other) {
    return rooms.shareARoom(one, other);
  }
}
