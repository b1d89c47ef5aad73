package org.konsil.roompurge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.core.id.RoomId;
import org.konsil.storage.Db;

/**
 * All that is kept of a room, in the order in which it can go: rows that refer to others before
 * those. Who adds a table with rows of rooms adds a line here, or to {@link #STAYS}.
 */
@ApplicationScoped
class RoomRemainsStore {
  private static final String OF_ROOM = "room_nid = ?";
  private static final String OF_EVENTS =
      "event_nid IN (SELECT event_nid FROM event WHERE room_nid = ?)";
  private static final String NAMED = "room_id = ?";

  private static final List<Remains> REMAINS =
      List.of(
          // by these the room would be found
          new Remains("room_alias", NAMED),
          new Remains("published_room", NAMED),
          new Remains("appservice_published_room", NAMED),
          new Remains("server_notice_room", NAMED),
          new Remains("current_state", OF_ROOM),
          new Remains("current_state_delta", OF_ROOM),
          new Remains("room_member", OF_ROOM),
          new Remains("room_member_change", OF_ROOM),
          new Remains("backward_extremity", OF_ROOM),
          new Remains("event_relation", OF_ROOM),
          new Remains("event_redaction", OF_EVENTS),
          new Remains("appservice_event", OF_EVENTS),
          new Remains("event_text", NAMED),
          new Remains("event_text_room", NAMED),
          new Remains(
              "state_group_entry",
              "state_group IN (SELECT state_group FROM state_group WHERE room_nid = ?)"),
          new Remains("event", OF_ROOM),
          new Remains("state_group", OF_ROOM),
          new Remains("receipt", NAMED),
          // without an index for this: last, so that each is gone through a few times only
          new Remains("account_data", NAMED),
          new Remains("push_queue", NAMED),
          new Remains("federation_pdu", NAMED),
          new Remains("scheduled_message", NAMED),
          new Remains("room", OF_ROOM));

  /**
   * What outlives a room: keys that a user keeps for it, for the room may live on elsewhere and the
   * user's backup is the user's; what was reported of it, which the administrators still handle;
   * that it is closed, and that it was purged.
   */
  static final Set<String> STAYS =
      Set.of("key_backup_session", "content_report", "closed_room", "room_purge");

  @Inject private Db db;

  /** Rows of a table, and which of them are a room's. */
  private record Remains(String table, String condition) {
    Object argument(long roomNid, RoomId room) {
      return condition.equals(NAMED) ? room : roomNid;
    }
  }

  static Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    REMAINS.forEach(remains -> tables.add(remains.table()));
    return tables;
  }

  /** Deletes up to so many rows of the room; fewer only when no more are left. */
  int delete(long roomNid, RoomId room, int most) {
    int deleted = 0;
    for (Remains remains : REMAINS) {
      if (remains.table().equals("state_group")) {
        deleted += unchain(roomNid, most - deleted);
      }
      if (deleted < most) {
        deleted += delete(remains, remains.argument(roomNid, room), most - deleted);
      }
      if (deleted >= most) {
        return deleted;
      }
    }
    return deleted;
  }

  /** Groups refer to those that they came from, which need not have a lower number. */
  private int unchain(long roomNid, int most) {
    return db.update(
        "UPDATE state_group SET prev_group = NULL WHERE state_group IN (SELECT state_group"
            + " FROM state_group WHERE room_nid = ? AND prev_group IS NOT NULL LIMIT ?)",
        roomNid,
        most);
  }

  /** By the rows' places in the table, which is the one key that all tables have. */
  private int delete(Remains remains, Object argument, int most) {
    String some =
        db.isPostgres()
            ? "ctid = ANY(ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT ?))"
            : "_rowid_ IN (SELECT _rowid_ FROM %1$s WHERE %2$s LIMIT ?)";
    return db.update(
        "DELETE FROM %1$s WHERE ".formatted(remains.table())
            + some.formatted(remains.table(), remains.condition()),
        argument,
        most);
  }
}
