package org.konsil.scheduling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Messages that wait for their time. */
@ApplicationScoped
class ScheduledMessageStore {
  private static final String SELECT =
      "SELECT scheduled_id, user_id, device_id, room_id, type, content, send_at, next_attempt_at,"
          + " errcode FROM scheduled_message";

  @Inject private Db db;

  protected ScheduledMessageStore() {}

  ScheduledMessageStore(Db db) {
    this.db = db;
  }

  /**
   * @param nextAttemptAt when it is sent, or tried again
   * @param errcode why it was not sent and will not be; empty while it waits
   */
  record Waiting(
      String id,
      UserId user,
      String deviceId,
      RoomId room,
      String type,
      ObjectNode content,
      Instant sendAt,
      Instant nextAttemptAt,
      Optional<String> errcode) {}

  /** Does nothing when there is one of this id. */
  void insert(Waiting waiting, Instant now) {
    db.update(
        "INSERT INTO scheduled_message (scheduled_id, user_id, device_id, room_id, type, content,"
            + " send_at, next_attempt_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        waiting.id(),
        waiting.user(),
        waiting.deviceId(),
        waiting.room(),
        waiting.type(),
        waiting.content(),
        waiting.sendAt(),
        waiting.nextAttemptAt(),
        now);
  }

  long count() {
    return db.get("SELECT COUNT(*) AS n FROM scheduled_message", row -> row.number("n"));
  }

  List<Waiting> ofUser(UserId user) {
    return db.query(
        SELECT + " WHERE user_id = ? ORDER BY send_at, scheduled_id",
        ScheduledMessageStore::waiting,
        user);
  }

  /** False when the user has none of this id. */
  boolean delete(UserId user, String id) {
    return db.update(
            "DELETE FROM scheduled_message WHERE user_id = ? AND scheduled_id = ?", user, id)
        == 1;
  }

  void deleteAll(UserId user) {
    db.update("DELETE FROM scheduled_message WHERE user_id = ?", user);
  }

  List<Waiting> due(Instant now, int limit) {
    return db.query(
        SELECT + " WHERE next_attempt_at <= ? AND errcode IS NULL ORDER BY next_attempt_at LIMIT ?",
        ScheduledMessageStore::waiting,
        now,
        limit);
  }

  /** Takes one until the given time; false when another node was faster or it was cancelled. */
  boolean claim(Waiting waiting, Instant until) {
    return db.update(
            "UPDATE scheduled_message SET next_attempt_at = ?"
                + " WHERE scheduled_id = ? AND next_attempt_at = ?",
            until,
            waiting.id(),
            waiting.nextAttemptAt())
        == 1;
  }

  void fail(String id, String errcode) {
    db.update("UPDATE scheduled_message SET errcode = ? WHERE scheduled_id = ?", errcode, id);
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.string("scheduled_id"),
        new UserId(row.string("user_id")),
        row.string("device_id"),
        new RoomId(row.string("room_id")),
        row.string("type"),
        row.json("content"),
        Instant.ofEpochMilli(row.number("send_at")),
        Instant.ofEpochMilli(row.number("next_attempt_at")),
        row.findString("errcode"));
  }
}
