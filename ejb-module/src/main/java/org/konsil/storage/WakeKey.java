package org.konsil.storage;

import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/** What a waiting reader listens on: a user, one of the user's devices, or a room. */
public record WakeKey(String value) {

  public static WakeKey user(UserId user) {
    return new WakeKey(user.value());
  }

  public static WakeKey room(RoomId room) {
    return new WakeKey(room.value());
  }

  public static WakeKey device(UserId user, String deviceId) {
    return new WakeKey(user.value() + "\n" + deviceId);
  }
}
