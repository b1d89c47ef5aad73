package org.konsil.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.device.DeviceListChanged;
import org.konsil.room.RoomReadService;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Wakes those who share a room with a user whose devices changed, so that they ask for the keys.
 */
@ApplicationScoped
class DeviceListWaker {
  @Inject private RoomReadService rooms;
  @Inject private StreamPositions positions;

  void changed(@Observes DeviceListChanged change) {
    positions.wake(rooms.usersSharingARoom(change.user()).stream().map(WakeKey::user).toList());
  }
}
