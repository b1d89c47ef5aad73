package org.konsil.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Events that wait to be told to a gateway. */
@ApplicationScoped
class PushQueueStore {
  @Inject private Db db;

  protected PushQueueStore() {}

  PushQueueStore(Db db) {
    this.db = db;
  }

  /** One event for one pusher. */
  record Item(
      long id,
      long pusherId,
      RoomId room,
      EventId event,
      int attempts,
      Instant nextAttemptAt,
      Instant createdAt) {}

  void insert(List<Long> pushers, RoomId room, EventId event, Instant now) {
    db.batch(
        "INSERT INTO push_queue (pusher_id, room_id, event_id, attempts, next_attempt_at,"
            + " created_at) VALUES (?, ?, ?, 0, ?, ?)",
        pushers.stream().map(id -> new Object[] {id, room, event, now, now}).toList());
  }

  List<Item> due(Instant now, int limit) {
    return db.query(
        "SELECT queue_id, pusher_id, room_id, event_id, attempts, next_attempt_at, created_at"
            + " FROM push_queue WHERE next_attempt_at <= ? ORDER BY next_attempt_at, queue_id"
            + " LIMIT ?",
        PushQueueStore::item,
        now,
        limit);
  }

  /** Takes an item until the given time; false when another node was faster. */
  boolean claim(Item item, Instant until) {
    return db.update(
            "UPDATE push_queue SET next_attempt_at = ? WHERE queue_id = ? AND next_attempt_at = ?",
            until,
            item.id(),
            item.nextAttemptAt())
        == 1;
  }

  void retry(Item item, int attempts, Instant at) {
    db.update(
        "UPDATE push_queue SET attempts = ?, next_attempt_at = ? WHERE queue_id = ?",
        attempts,
        at,
        item.id());
  }

  void delete(Item item) {
    db.update("DELETE FROM push_queue WHERE queue_id = ?", item.id());
  }

  long count() {
    return db.get("SELECT COUNT(*) AS n FROM push_queue", row -> row.number("n"));
  }

  long countFailing() {
    return db.get(
        "SELECT COUNT(*) AS n FROM push_queue WHERE attempts > 0", row -> row.number("n"));
  }

  private static Item item(Row row) {
    return new Item(
        row.number("queue_id"),
        row.number("pusher_id"),
        new RoomId(row.string("room_id")),
        new EventId(row.string("event_id")),
        row.integer("attempts"),
        Instant.ofEpochMilli(row.number("next_attempt_at")),
        Instant.ofEpochMilli(row.number("created_at")));
  }
}
