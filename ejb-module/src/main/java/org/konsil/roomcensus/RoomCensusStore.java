package org.konsil.roomcensus;

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
class RoomCensusStore {
  /** By the accounts of the domain, so that the cost grows with the domain, not the deployment. */
  private static final String JOINED =
      " FROM account a JOIN room_member m ON m.user_id = a.user_id AND m.membership = 'join'"
          + " WHERE a.server_name = ?";

  private static final String FIGURES =
      "SELECT r.room_id, r.room_version, r.created_at, d.members,"
          + " (SELECT COUNT(*) FROM room_member o"
          + "   WHERE o.room_nid = r.room_nid AND o.membership = 'join') AS members_of_all,"
          + " (SELECT COUNT(*) FROM current_state s WHERE s.room_nid = r.room_nid"
          + "   AND s.type = 'm.room.encryption' AND s.state_key = '') AS encrypted"
          + " FROM (SELECT m.room_nid, COUNT(*) AS members"
          + JOINED;

  private static final String IS_PRESENT = "m.membership IN ('join', 'invite', 'knock')";

  private static final String FORGOTTEN =
      "SELECT r.room_id FROM room r WHERE NOT r.ending AND r.created_at < ? AND NOT EXISTS ("
          + "SELECT 1 FROM room_member m JOIN account a ON a.user_id = m.user_id"
          + " WHERE m.room_nid = r.room_nid AND (m.membership NOT IN ('leave', 'ban')"
          + " OR NOT (m.forgotten OR a.deactivated)))";

  private static final String ORPHANED =
      "SELECT r.room_id FROM room r WHERE NOT r.ending AND r.created_at < ? AND NOT EXISTS (SELECT 1"
          + " FROM room_member m JOIN account a ON a.user_id = m.user_id"
          + " WHERE m.room_nid = r.room_nid AND "
          + IS_PRESENT
          + ") AND NOT EXISTS (SELECT 1 FROM event e WHERE e.room_nid = r.room_nid"
          + " AND (e.state_key IS NULL OR e.received_at >= ?))";

  /** A space with rooms in it holds nothing but state, and is of use all the same. */
  private static final String ALONE =
      "SELECT r.room_id FROM room r JOIN current_state c ON c.room_nid = r.room_nid"
          + " AND c.type = 'm.room.create' AND c.state_key = ''"
          + " JOIN event made ON made.event_nid = c.event_nid"
          + " JOIN account a ON a.user_id = made.sender"
          + " WHERE NOT r.ending AND r.created_at < ? AND EXISTS (SELECT 1 FROM room_member m"
          + " WHERE m.room_nid = r.room_nid AND m.user_id = made.sender AND m.membership = 'join')"
          + " AND NOT EXISTS (SELECT 1 FROM room_member m WHERE m.room_nid = r.room_nid"
          + " AND m.user_id <> made.sender AND "
          + IS_PRESENT
          + ") AND NOT EXISTS (SELECT 1 FROM current_state s WHERE s.room_nid = r.room_nid"
          + " AND s.type = 'm.space.child') AND NOT EXISTS (SELECT 1 FROM event e"
          + " WHERE e.room_nid = r.room_nid AND (e.state_key IS NULL OR e.received_at >= ?))";

  private static final String OLDEST = " ORDER BY r.room_nid LIMIT ?";
  private static final String THIS_ONE = " AND r.room_id = ?";

  @Inject private Db db;

  /** The newest first. */
  List<RoomFigures> page(ServerName domain, int first, int count) {
    return db.query(
        FIGURES
            + " GROUP BY m.room_nid ORDER BY m.room_nid DESC LIMIT ? OFFSET ?) d"
            + " JOIN room r ON r.room_nid = d.room_nid ORDER BY r.room_nid DESC",
        RoomCensusStore::figures,
        domain,
        count,
        first);
  }

  long count(ServerName domain) {
    return db.get(
        "SELECT COUNT(DISTINCT m.room_nid) AS n" + JOINED, row -> row.number("n"), domain);
  }

  long countAll() {
    return db.get("SELECT COUNT(*) AS n FROM room WHERE NOT ending", row -> row.number("n"));
  }

  /** Empty when no user of the domain is joined. */
  Optional<RoomFigures> find(ServerName domain, RoomId room) {
    return db.find(
        FIGURES
            + " AND m.room_nid = (SELECT room_nid FROM room WHERE room_id = ?)"
            + " GROUP BY m.room_nid) d JOIN room r ON r.room_nid = d.room_nid",
        RoomCensusStore::figures,
        domain,
        room);
  }

  List<DomainMember> members(ServerName domain, RoomId room, int first, int count) {
    return db.query(
        "SELECT m.user_id, m.membership" + members() + " ORDER BY m.user_id LIMIT ? OFFSET ?",
        row -> new DomainMember(UserId.parse(row.string("user_id")), row.string("membership")),
        room,
        domain,
        count,
        first);
  }

  long countMembers(ServerName domain, RoomId room) {
    return db.get("SELECT COUNT(*) AS n" + members(), row -> row.number("n"), room, domain);
  }

  List<UserId> present(RoomId room, int most) {
    return db.query(
        "SELECT m.user_id FROM room r JOIN room_member m ON m.room_nid = r.room_nid"
            + " JOIN account a ON a.user_id = m.user_id"
            + " WHERE r.room_id = ? AND "
            + IS_PRESENT
            + " ORDER BY m.user_id LIMIT ?",
        row -> UserId.parse(row.string("user_id")),
        room,
        most);
  }

  List<ServerName> domains(RoomId room) {
    return db.query(
        "SELECT DISTINCT a.server_name FROM room r JOIN room_member m ON m.room_nid = r.room_nid"
            + " JOIN account a ON a.user_id = m.user_id WHERE r.room_id = ? ORDER BY a.server_name",
        row -> ServerName.parse(row.string("server_name")),
        room);
  }

  List<RoomId> forgotten(Instant madeBefore, int most) {
    return db.query(FORGOTTEN + OLDEST, RoomCensusStore::id, madeBefore, most);
  }

  boolean isForgotten(RoomId room, Instant madeBefore) {
    return db.exists(FORGOTTEN + THIS_ONE, madeBefore, room);
  }

  List<RoomId> orphaned(Instant before, int most) {
    return db.query(ORPHANED + OLDEST, RoomCensusStore::id, before, before, most);
  }

  boolean isOrphaned(RoomId room, Instant before) {
    return db.exists(ORPHANED + THIS_ONE, before, before, room);
  }

  List<RoomId> alone(Instant before, int most) {
    return db.query(ALONE + OLDEST, RoomCensusStore::id, before, before, most);
  }

  private static RoomId id(Row row) {
    return new RoomId(row.string("room_id"));
  }

  private static String members() {
    return " FROM room r JOIN room_member m ON m.room_nid = r.room_nid"
        + " JOIN account a ON a.user_id = m.user_id"
        + " WHERE r.room_id = ? AND a.server_name = ?";
  }

  private static RoomFigures figures(Row row) {
    return new RoomFigures(
        new RoomId(row.string("room_id")),
        row.string("room_version"),
        Instant.ofEpochMilli(row.number("created_at")),
        row.number("members"),
        row.number("members_of_all"),
        row.number("encrypted") > 0);
  }
}
