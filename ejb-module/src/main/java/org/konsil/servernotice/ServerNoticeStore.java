package org.konsil.servernotice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** The table server_notice_room. */
@ApplicationScoped
class ServerNoticeStore {
  @Inject private Db db;

  /** The user's room, if there is one; nobody else makes or changes it in the meantime. */
  Optional<RoomId> lock(UserId user) {
    db.update(
        "INSERT INTO server_notice_room (user_id, room_id) VALUES (?, '') ON CONFLICT DO NOTHING",
        user);
    return db.get(
            "SELECT room_id FROM server_notice_room WHERE user_id = ? FOR UPDATE",
            row -> Optional.of(row.string("room_id")),
            user)
        .filter(room -> !room.isEmpty())
        .map(RoomId::new);
  }

  void set(UserId user, RoomId room) {
    db.update("UPDATE server_notice_room SET room_id = ? WHERE user_id = ?", room, user);
  }
}
