package org.konsil.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Where a sync has to look at all. What wakes a reader is remembered with its position: a part of
 * the answer for which nobody was woken after the reader's position has nothing new.
 */
@ApplicationScoped
class PossibleNews {
  @Inject private StreamPositions positions;
  @Inject private RoomReadService rooms;

  /** Account data, memberships, private receipts, device lists of users who share a room. */
  boolean ofUser(SyncRead read) {
    return wantsAll(read)
        || positions.changedAfter(WakeKey.user(read.reader()), read.since().stream());
  }

  /** Messages to the device. */
  boolean ofDevice(SyncRead read) {
    WakeKey device = WakeKey.device(read.reader(), read.requester().deviceId());
    return wantsAll(read) || positions.changedAfter(device, read.since().stream());
  }

  /** Public receipts: these rooms of those given. */
  List<RoomId> ofReceipts(SyncRead read, List<RoomId> joined) {
    return wantsAll(read)
        ? joined
        : positions.changedAfter(joined, WakeKey::receipts, read.since().stream());
  }

  /** Events and receipts: these rooms of those given. */
  List<RoomId> ofRooms(SyncRead read, List<RoomId> joined) {
    return wantsAll(read)
        ? joined
        : positions.changedAfter(joined, WakeKey::room, read.since().stream());
  }

  /** Device lists change with the user's rooms and with the members of those rooms. */
  boolean ofDeviceLists(SyncRead read) {
    long since = read.since().stream();
    List<RoomId> joined =
        read.memberships().stream()
            .filter(RoomMembership::isJoin)
            .map(RoomMembership::room)
            .toList();
    return ofUser(read)
        || ofRooms(read, joined).stream().anyMatch(room -> rooms.stateChanged(room, since));
  }

  private static boolean wantsAll(SyncRead read) {
    return read.isInitial() || read.request().fullState();
  }
}
