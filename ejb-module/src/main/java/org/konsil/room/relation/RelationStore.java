package org.konsil.room.relation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.event.EventRow;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The table event_relation: which events refer to which. */
@ApplicationScoped
class RelationStore {
  private static final String SELECT =
      "SELECT x.relates_to, x.rel_type, x.agg_key, "
          + EventRow.COLUMNS
          + " FROM event_relation x JOIN event e ON e.event_nid = x.event_nid"
          + " JOIN room r ON r.room_nid = e.room_nid";
  private static final String SHOWN =
      " AND e.redacted_by IS NULL AND NOT e.rejected AND NOT e.soft_failed";

  @Inject Db db;

  void insert(long roomNid, long nid, EventRelation relation) {
    db.write(
        "INSERT INTO event_relation (relates_to, event_nid, room_nid, rel_type, agg_key)"
            + " VALUES (?, ?, ?, ?, ?)",
        relation.relatesTo(),
        nid,
        roomNid,
        relation.type(),
        relation.key());
  }

  /** Whether the sender already has a shown event of the type with this relation and key. */
  boolean exists(UserId sender, String type, EventRelation relation) {
    return db.exists(
        "SELECT 1 FROM event_relation x JOIN event e ON e.event_nid = x.event_nid"
            + " WHERE x.relates_to = ? AND x.rel_type = ? AND x.agg_key = ? AND e.sender = ?"
            + " AND e.type = ?"
            + SHOWN,
        relation.relatesTo(),
        relation.type(),
        relation.key().orElse(""),
        sender,
        type);
  }

  /** What refers to these events of a room with one of the types; oldest first. */
  List<RelatedEvent> children(RoomId room, Collection<EventId> parents, List<String> types) {
    return db.query(
        SELECT
            + " WHERE x.relates_to = ANY(?) AND x.rel_type = ANY(?) AND r.room_id = ?"
            + SHOWN
            + " ORDER BY e.stream_id",
        RelationStore::related,
        parents.stream().map(EventId::value).toArray(String[]::new),
        types.toArray(String[]::new),
        room);
  }

  /** What refers to these events of a room in any way; oldest first. */
  List<RelatedEvent> children(RoomId room, Collection<EventId> parents) {
    return db.query(
        SELECT + " WHERE x.relates_to = ANY(?) AND r.room_id = ?" + SHOWN + " ORDER BY e.stream_id",
        RelationStore::related,
        parents.stream().map(EventId::value).toArray(String[]::new),
        room);
  }

  /** The first events of threads, by their newest answer, newest first. */
  List<ThreadRoot> threads(RoomId room, long before, int limit) {
    return db.query(
        "SELECT x.relates_to, MAX(e.stream_id) AS latest FROM event_relation x"
            + " JOIN event e ON e.event_nid = x.event_nid JOIN room r ON r.room_nid = x.room_nid"
            + " WHERE r.room_id = ? AND x.rel_type = 'm.thread'"
            + SHOWN
            + " GROUP BY x.relates_to HAVING MAX(e.stream_id) < ? ORDER BY latest DESC LIMIT ?",
        row -> new ThreadRoot(new EventId(row.string("relates_to")), row.number("latest")),
        room,
        before,
        limit);
  }

  private static RelatedEvent related(Row row) {
    return new RelatedEvent(
        new EventRelation(
            new EventId(row.string("relates_to")),
            row.string("rel_type"),
            Optional.ofNullable(row.string("agg_key"))),
        EventRow.read(row));
  }
}
