package org.konsil.e2ee;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceListService;
import org.konsil.room.RoomReadService;

/**
 * The {@code device_lists} of sync, which are also the answer to keys/changes: whose keys one user
 * must fetch again, because they changed or because the two now share a room.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#e2e-extensions-to-sync">Extensions
 *     to sync</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class DeviceListChangesService {
  @Inject private CrossSigningStore crossSigning;
  @Inject private DeviceListService deviceLists;
  @Inject private RoomReadService rooms;

  public DeviceListChangesService() {}

  DeviceListChangesService(
      CrossSigningStore crossSigning, DeviceListService deviceLists, RoomReadService rooms) {
    this.crossSigning = crossSigning;
    this.deviceLists = deviceLists;
    this.rooms = rooms;
  }

  /**
   * Changes after one position and up to another. Three index look-ups when there are none.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public DeviceListChanges changes(UserId self, long after, long upTo) {
    Set<UserId> updated = deviceLists.changed(after, upTo);
    Set<UserId> moved = rooms.movedAround(self, after, upTo);
    List<UserId> signed = crossSigning.signatureChanges(self, after, upTo);
    if (updated.isEmpty() && moved.isEmpty() && signed.isEmpty()) {
      return DeviceListChanges.NONE;
    }
    Set<UserId> sharing = rooms.usersSharingARoom(self);
    Set<UserId> changed = new HashSet<>(updated);
    changed.addAll(moved);
    changed.retainAll(sharing);
    changed.addAll(signed);
    if (updated.contains(self)) {
      changed.add(self);
    }
    Set<UserId> left = new HashSet<>(moved);
    left.removeAll(sharing);
    left.remove(self);
    return DeviceListChanges.of(changed, left);
  }
}
