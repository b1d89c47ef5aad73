package org.konsil.ephemeral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class ReceiptStore {
  private static final String KEY =
      " WHERE room_id = ? AND user_id = ? AND receipt_type = ? AND thread_id = ?";

  @Inject private Db db;

  /** For the container. */
  protected ReceiptStore() {}

  ReceiptStore(Db db) {
    this.db = db;
  }

  /** The stream position of the event that the stored receipt reaches; 0 when there is none. */
  long findPosition(Receipt receipt) {
    return db.find(
            "SELECT event_position FROM receipt" + KEY,
            row -> row.number("event_position"),
            receipt.room(),
            receipt.user(),
            receipt.type(),
            receipt.threadId().orElse(""))
        .orElse(0L);
  }

  /** The user's own receipts of these rooms. */
  Map<RoomId, ReadUpTo> readUpTo(UserId user, Collection<RoomId> rooms) {
    Map<RoomId, ReadUpTo> result = new HashMap<>();
    db.query(
        "SELECT room_id, thread_id, MAX(event_position) AS position FROM receipt"
            + " WHERE user_id = ? AND room_id = ANY(?) GROUP BY room_id, thread_id",
        row -> {
          ReadUpTo one =
              row.string("thread_id").isEmpty()
                  ? new ReadUpTo(row.number("position"), Map.of())
                  : new ReadUpTo(0, Map.of(row.string("thread_id"), row.number("position")));
          return result.merge(RoomId.parse(row.string("room_id")), one, ReadUpTo::and);
        },
        user,
        rooms.stream().map(RoomId::value).toArray(String[]::new));
    return result;
  }

  void put(Receipt receipt, long streamId, long eventPosition) {
    Object[] key = {receipt.room(), receipt.user(), receipt.type(), receipt.threadId().orElse("")};
    db.upsert(
        "UPDATE receipt SET event_id = ?, received_at = ?, stream_id = ?, event_position = ?" + KEY,
        new Object[] {
          receipt.event(),
          receipt.receivedAt(),
          streamId,
          eventPosition,
          key[0],
          key[1],
          key[2],
          key[3]
        },
        "INSERT INTO receipt (room_id, user_id, receipt_type, thread_id, event_id, received_at,"
            + " stream_id, event_position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        new Object[] {
          key[0],
          key[1],
          key[2],
          key[3],
          receipt.event(),
          receipt.receivedAt(),
          streamId,
          eventPosition
        });
  }

  /**
   * What the reader may see of these rooms: everybody's public receipts and the own private ones.
   */
  List<Receipt> changes(Collection<RoomId> rooms, UserId reader, long after, long upTo) {
    if (rooms.isEmpty()) {
      return List.of();
    }
    return db.query(
        "SELECT * FROM receipt WHERE room_id = ANY(?) AND stream_id > ? AND stream_id <= ?"
            + " AND (receipt_type = 'm.read' OR user_id = ?) ORDER BY stream_id",
        ReceiptStore::receipt,
        rooms.stream().map(RoomId::value).toArray(String[]::new),
        after,
        upTo,
        reader);
  }

  private static Receipt receipt(Row row) {
    String thread = row.string("thread_id");
    return new Receipt(
        RoomId.parse(row.string("room_id")),
        UserId.parse(row.string("user_id")),
        row.string("receipt_type"),
        thread.isEmpty() ? Optional.empty() : Optional.of(thread),
        EventId.parse(row.string("event_id")),
        row.number("received_at"));
  }
}
