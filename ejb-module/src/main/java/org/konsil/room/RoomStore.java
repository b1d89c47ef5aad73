package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The table room: the head of each room, and the row lock that orders it. */
@ApplicationScoped
class RoomStore {
  private static final String COLUMNS =
      "SELECT room_nid, room_id, room_version, extremities, extremity_ids, depth, state_group,"
          + " state_version, last_stream_id FROM room";

  /** A room that ends is none any more, to whoever asks. */
  private static final String IS_THERE = " AND NOT ending";

  private static final String SELECT = COLUMNS + " WHERE room_id = ?" + IS_THERE;
  private static final String SELECT_MANY = COLUMNS + " WHERE room_id = ANY(?)" + IS_THERE;

  @Inject Db db;

  Optional<RoomRow> find(RoomId room) {
    return db.find(SELECT, RoomStore::row, room);
  }

  List<RoomRow> findAll(Collection<RoomId> rooms) {
    return db.query(SELECT_MANY, RoomStore::row, (Object) texts(rooms));
  }

  private static String[] texts(Collection<RoomId> rooms) {
    return rooms.stream().map(RoomId::value).toArray(String[]::new);
  }

  /**
   * Waits for the row lock, which the transaction keeps to its end. What else a caller needs of the
   * room it must read in a later statement: this one's snapshot may be older than the wait.
   */
  Optional<RoomRow> lock(RoomId room) {
    return db.find(SELECT + " FOR UPDATE", RoomStore::row, room);
  }

  /** As {@link #lock}, of those rooms whose lock nobody holds; waits for none. */
  List<RoomRow> lockFree(Collection<RoomId> rooms) {
    return db.query(SELECT_MANY + " FOR UPDATE SKIP LOCKED", RoomStore::row, (Object) texts(rooms));
  }

  /** The rooms whose newest events are the newest of all. */
  List<RoomRow> latest(int limit) {
    return db.query(
        COLUMNS + " WHERE NOT ending ORDER BY last_stream_id DESC LIMIT ?", RoomStore::row, limit);
  }

  /** A room without events; fails when the id exists. */
  void insert(RoomId room, RoomVersion version, Instant now) {
    db.update(
        "INSERT INTO room (room_id, room_version, extremities, extremity_ids, depth, state_version,"
            + " last_stream_id, created_at) VALUES (?, ?, ?, ?, 0, 0, 0, ?)",
        room,
        version.id(),
        new long[0],
        new String[0],
        now);
  }

  /** Whether rows of a room with this id are being deleted. */
  boolean isEnding(RoomId room) {
    return db.exists("SELECT 1 FROM room WHERE room_id = ? AND ending", room);
  }

  /** From now on nobody finds the room. */
  void end(long roomNid) {
    db.update("UPDATE room SET ending = TRUE WHERE room_nid = ?", roomNid);
  }

  /** The head as the transaction leaves it; of several the last counts. */
  void updateHead(LockedRoom room) {
    List<LockedRoom.Extremity> extremities = room.extremities();
    db.writeLast(
        room,
        "UPDATE room SET extremities = ?, extremity_ids = ?, depth = ?, state_group = ?,"
            + " state_version = ?, last_stream_id = ? WHERE room_nid = ?",
        extremities.stream().mapToLong(LockedRoom.Extremity::nid).toArray(),
        extremities.stream().map(e -> e.eventId().value()).toArray(String[]::new),
        room.depth(),
        room.stateGroup() == 0 ? null : room.stateGroup(),
        room.state().version(),
        room.lastPosition(),
        room.nid());
  }

  /** Takes the next lower positions of a room; returns the lowest of so many. */
  long takeBackfill(long roomNid, int count) {
    return db.updateReturning(
        "UPDATE room SET backfilled_to = backfilled_to - ? WHERE room_nid = ?",
        "backfilled_to",
        count,
        roomNid);
  }

  /** Of these rooms, the ones whose newest event is after the position. */
  List<RoomId> changedSince(Collection<RoomId> rooms, long after) {
    return db.query(
        "SELECT room_id FROM room WHERE room_id = ANY(?) AND last_stream_id > ?",
        row -> new RoomId(row.string("room_id")),
        texts(rooms),
        after);
  }

  private static RoomRow row(Row row) {
    long[] nids = row.numbers("extremities");
    List<String> ids = row.strings("extremity_ids");
    List<LockedRoom.Extremity> extremities = new ArrayList<>();
    for (int i = 0; i < nids.length; i++) {
      extremities.add(new LockedRoom.Extremity(nids[i], new EventId(ids.get(i))));
    }
    return new RoomRow(
        row.number("room_nid"),
        new RoomId(row.string("room_id")),
        RoomVersion.get(row.string("room_version")),
        List.copyOf(extremities),
        row.number("depth"),
        row.number("state_group"),
        row.number("state_version"),
        row.number("last_stream_id"));
  }
}
