package org.konsil.storage;

import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * What changes are remembered for. Waiting readers listen on a user, one of the user's devices, or
 * a room; what changed of a room is only looked up.
 */
public record WakeKey(String value) {

  public static WakeKey user(UserId user) {
    return new WakeKey(user.value());
  }

  public static WakeKey room(RoomId room) {
    return new WakeKey(room.value());
  }

  /** Public receipts of the room. */
  public static WakeKey receipts(RoomId room) {
    return new WakeKey(room.value() + "\nreceipts");
  }

  /** Which of the room's events refer to which. */
  public static WakeKey relations(RoomId room) {
    return new WakeKey(room.value() + "\nrelations");
  }

  public static WakeKey device(UserId user, String deviceId) {
    return new WakeKey(user.value() + "\n" + deviceId);
  }
}
