package org.konsil.roompurge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.roompurge.RoomPurge.Cause;
import org.konsil.roompurge.RoomPurge.Phase;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The table room_purge. */
@ApplicationScoped
class RoomPurgeStore {
  private static final String SELECT =
      "SELECT room_id, cause, phase, requested_by, reason, closed, requested_at, due_at,"
          + " deleted_rows, finished_at FROM room_purge";

  @Inject private Db db;

  Optional<RoomPurge> find(RoomId room) {
    return db.find(SELECT + " WHERE room_id = ?", RoomPurgeStore::purge, room);
  }

  /** The newest first. */
  List<RoomPurge> page(int first, int count) {
    return db.query(
        SELECT + " ORDER BY requested_at DESC, room_id LIMIT ? OFFSET ?",
        RoomPurgeStore::purge,
        count,
        first);
  }

  long count() {
    return db.get("SELECT COUNT(*) AS n FROM room_purge", row -> row.number("n"));
  }

  long countUnfinished() {
    return db.get(
        "SELECT COUNT(*) AS n FROM room_purge WHERE phase <> ?",
        row -> row.number("n"),
        Phase.DONE);
  }

  /** The longest due first. */
  List<RoomPurge> unfinished(int most) {
    return db.query(
        SELECT + " WHERE phase <> ? ORDER BY due_at, room_id LIMIT ?",
        RoomPurgeStore::purge,
        Phase.DONE,
        most);
  }

  /** The purge, for the running transaction alone; empty while another one has it. */
  Optional<RoomPurge> claim(RoomId room) {
    return db.find(
        SELECT + " WHERE room_id = ? FOR UPDATE SKIP LOCKED", RoomPurgeStore::purge, room);
  }

  /** In the place of one that is done; false while there is another of the room. */
  boolean put(RoomPurge purge) {
    db.update("DELETE FROM room_purge WHERE room_id = ? AND phase = ?", purge.room(), Phase.DONE);
    return db.update(
            "INSERT INTO room_purge (room_id, cause, phase, requested_by, reason, closed,"
                + " requested_at, due_at, deleted_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"
                + " ON CONFLICT DO NOTHING",
            purge.room(),
            purge.cause(),
            purge.phase(),
            purge.requestedBy(),
            purge.reason(),
            purge.closed(),
            purge.requestedAt(),
            purge.dueAt())
        == 1;
  }

  void delete(RoomId room) {
    db.update("DELETE FROM room_purge WHERE room_id = ?", room);
  }

  /** Those that ended before and keep no room closed. */
  void deleteFinished(Instant before) {
    db.update(
        "DELETE FROM room_purge WHERE phase = ? AND NOT closed AND finished_at < ?",
        Phase.DONE,
        before);
  }

  /** Whether events of the room wait for other servers. */
  boolean waitsForOthers(RoomId room) {
    return db.exists("SELECT 1 FROM federation_pdu WHERE room_id = ? LIMIT 1", room);
  }

  void begin(RoomId room, long roomNid) {
    db.update(
        "UPDATE room_purge SET phase = ?, room_nid = ? WHERE room_id = ?",
        Phase.DELETING,
        roomNid,
        room);
  }

  long roomNid(RoomId room) {
    return db.get(
        "SELECT room_nid FROM room_purge WHERE room_id = ?", row -> row.number("room_nid"), room);
  }

  void addDeleted(RoomId room, int rows) {
    db.update(
        "UPDATE room_purge SET deleted_rows = deleted_rows + ? WHERE room_id = ?", rows, room);
  }

  void finish(RoomId room, Instant now) {
    db.update(
        "UPDATE room_purge SET phase = ?, finished_at = ? WHERE room_id = ?",
        Phase.DONE,
        now,
        room);
  }

  private static RoomPurge purge(Row row) {
    return new RoomPurge(
        new RoomId(row.string("room_id")),
        Cause.valueOf(row.string("cause")),
        Phase.valueOf(row.string("phase")),
        row.findString("requested_by").map(UserId::parse),
        row.string("reason"),
        row.flag("closed"),
        Instant.ofEpochMilli(row.number("requested_at")),
        Instant.ofEpochMilli(row.number("due_at")),
        row.number("deleted_rows"),
        row.findNumber("finished_at").map(Instant::ofEpochMilli));
  }
}
