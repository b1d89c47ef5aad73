package org.konsil.closedroom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class ClosedRoomStore {
  private static final String SELECT =
      "SELECT room_id, server_name, reason, closed_by, closed_at FROM closed_room";

  /** In the place of a server name, which is never empty. */
  private static final String ALL = "";

  @Inject private Db db;

  List<ClosedRoom> ofRoom(RoomId room) {
    return db.query(SELECT + " WHERE room_id = ?", ClosedRoomStore::closed, room);
  }

  /** The newest first. */
  List<ClosedRoom> page(ServerName domain, int first, int count) {
    return db.query(
        SELECT + " WHERE server_name = ? ORDER BY closed_at DESC, room_id LIMIT ? OFFSET ?",
        ClosedRoomStore::closed,
        domain,
        count,
        first);
  }

  long count(ServerName domain) {
    return db.get(
        "SELECT COUNT(*) AS n FROM closed_room WHERE server_name = ?",
        row -> row.number("n"),
        domain);
  }

  /** Nothing happens when it is closed already. */
  void insert(ClosedRoom closed) {
    db.update(
        "INSERT INTO closed_room (room_id, server_name, reason, closed_by, closed_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        closed.room(),
        closed.domain().map(ServerName::value).orElse(ALL),
        closed.reason(),
        closed.closedBy(),
        closed.closedAt());
  }

  void delete(RoomId room, ServerName domain) {
    db.update("DELETE FROM closed_room WHERE room_id = ? AND server_name = ?", room, domain);
  }

  void deleteOfAll(RoomId room) {
    db.update("DELETE FROM closed_room WHERE room_id = ? AND server_name = ?", room, ALL);
  }

  private static ClosedRoom closed(Row row) {
    return new ClosedRoom(
        new RoomId(row.string("room_id")),
        Optional.of(row.string("server_name"))
            .filter(name -> !name.equals(ALL))
            .map(ServerName::parse),
        row.string("reason"),
        UserId.parse(row.string("closed_by")),
        Instant.ofEpochMilli(row.number("closed_at")));
  }
}
