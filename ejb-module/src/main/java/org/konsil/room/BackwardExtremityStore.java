package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.storage.Db;

/** The table backward_extremity: where our part of a room's graph begins. */
@ApplicationScoped
class BackwardExtremityStore {
  @Inject Db db;

  /** Events that the room's refer to and that we do not have. */
  void insert(long roomNid, Collection<EventId> missing) {
    for (EventId event : missing) {
      boolean known =
          db.exists(
              "SELECT 1 FROM backward_extremity WHERE room_nid = ? AND event_id = ?",
              roomNid,
              event);
      if (!known) {
        db.update(
            "INSERT INTO backward_extremity (room_nid, event_id) VALUES (?, ?)", roomNid, event);
      }
    }
  }

  /** The event is here now; true when others referred to it already. */
  boolean remove(long roomNid, EventId event) {
    return db.update(
            "DELETE FROM backward_extremity WHERE room_nid = ? AND event_id = ?", roomNid, event)
        > 0;
  }

  /** At most {@code limit} of them. */
  List<EventId> of(RoomId room, int limit) {
    return db.query(
        "SELECT b.event_id FROM backward_extremity b JOIN room r ON r.room_nid = b.room_nid"
            + " WHERE r.room_id = ? ORDER BY b.event_id LIMIT ?",
        row -> new EventId(row.string("event_id")),
        room,
        limit);
  }
}
