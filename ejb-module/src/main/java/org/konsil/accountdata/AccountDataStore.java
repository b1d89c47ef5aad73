package org.konsil.accountdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class AccountDataStore {
  private Db db;

  AccountDataStore() {}

  @Inject
  AccountDataStore(Db db) {
    this.db = db;
  }

  Optional<ObjectNode> find(UserId user, Optional<RoomId> room, String type) {
    return db.find(
        "SELECT content FROM account_data WHERE user_id = ? AND room_id = ? AND type = ?",
        row -> row.json("content"),
        user,
        key(room),
        type);
  }

  /** Reads the row to be changed by this transaction; another one that wants to waits. */
  Optional<ObjectNode> lock(UserId user, Optional<RoomId> room, String type) {
    return db.find(
        "SELECT content FROM account_data WHERE user_id = ? AND room_id = ? AND type = ?"
            + " FOR UPDATE",
        row -> row.json("content"),
        user,
        key(room),
        type);
  }

  void put(UserId user, Optional<RoomId> room, String type, ObjectNode content, long position) {
    if (!insertIfAbsent(user, room, type, content, position)) {
      db.update(
          "UPDATE account_data SET content = ?, stream_id = ?"
              + " WHERE user_id = ? AND room_id = ? AND type = ?",
          content,
          position,
          user,
          key(room),
          type);
    }
  }

  boolean insertIfAbsent(
      UserId user, Optional<RoomId> room, String type, ObjectNode content, long position) {
    return db.update(
            "INSERT INTO account_data (user_id, room_id, type, content, stream_id)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            user,
            key(room),
            type,
            content,
            position)
        == 1;
  }

  List<AccountDataRow> changes(UserId user, long after, long upTo) {
    return db.query(
        "SELECT room_id, type, content FROM account_data"
            + " WHERE user_id = ? AND stream_id > ? AND stream_id <= ? ORDER BY stream_id",
        AccountDataStore::row,
        user,
        after,
        upTo);
  }

  void deleteAll(UserId user) {
    db.update("DELETE FROM account_data WHERE user_id = ?", user);
  }

  private static AccountDataRow row(Row row) {
    String room = row.string("room_id");
    return new AccountDataRow(
        room.isEmpty() ? Optional.empty() : Optional.of(RoomId.parse(room)),
        row.string("type"),
        row.json("content"));
  }

  private static String key(Optional<RoomId> room) {
    return room.map(RoomId::value).orElse("");
  }
}
