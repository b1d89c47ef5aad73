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
