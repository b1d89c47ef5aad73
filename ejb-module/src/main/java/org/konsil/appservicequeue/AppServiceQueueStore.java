package org.konsil.appservicequeue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The tables appservice_event, appservice_ephemeral and appservice_transaction. */
@ApplicationScoped
class AppServiceQueueStore {
  @Inject Db db;

  /** {@code body}: empty when nothing is under way. */
  record Slot(long txnId, Optional<byte[]> body, int attempts, Instant nextAttemptAt) {}

  void enqueue(Collection<String> services, long eventNid) {
    db.batch(
        "INSERT INTO appservice_event (appservice_id, event_nid) VALUES (?, ?)",
        services.stream().map(service -> new Object[] {service, eventNid}).toList());
  }

  /** The oldest events first. */
  List<Long> waiting(String service, int limit) {
    return db.query(
        "SELECT event_nid FROM appservice_event WHERE appservice_id = ?"
            + " ORDER BY event_nid LIMIT ?",
        row -> row.number("event_nid"),
        service,
        limit);
  }

  AppServiceBacklog backlog(String service) {
    return db.get(
        "SELECT (SELECT COUNT(*) FROM appservice_event WHERE appservice_id = ?) AS waiting,"
            + " (SELECT attempts FROM appservice_transaction WHERE appservice_id = ?) AS attempts,"
            + " (SELECT next_attempt_at FROM appservice_transaction WHERE appservice_id = ?) AS"
            + " next_attempt_at",
        row -> backlog(service, row),
        service,
        service,
        service);
  }

  private static AppServiceBacklog backlog(String service, Row row) {
    int attempts = row.integer("attempts");
    return new AppServiceBacklog(
        service,
        row.number("waiting"),
        attempts,
        row.findNumber("next_attempt_at").filter(at -> attempts > 0).map(Instant::ofEpochMilli));
  }

  /** The transaction that failed may be sent again at once. */
  void retryNow(String service) {
    db.update(
        "UPDATE appservice_transaction SET next_attempt_at = 0 WHERE appservice_id = ?"
            + " AND attempts > 0",
        service);
  }

  void remove(String service, List<Long> eventNids) {
    db.update(
        "DELETE FROM appservice_event WHERE appservice_id = ? AND event_nid = ANY(?)",
        service,
        eventNids.stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * Queues what passes, in the place of what was queued under the same key.
   *
   * @param key of at most 64 characters
   */
  void enqueue(String service, String key, byte[] body, Instant now, Instant expiresAt) {
    Object[] update = {body, now, expiresAt, service, key};
    String replacing =
        "UPDATE appservice_ephemeral SET body = ?, queued_at = ?, expires_at = ?"
            + " WHERE appservice_id = ? AND edu_key = ?";
    if (db.update(replacing, update) > 0) {
      return;
    }
    int inserted =
        db.update(
            "INSERT INTO appservice_ephemeral (body, queued_at, expires_at, appservice_id, edu_key)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            update);
    if (inserted == 0) {
      db.update(replacing, update);
    }
  }

  /** Takes what passed, the oldest first, and forgets what nobody wants to know any more. */
  List<byte[]> takeEphemeral(String service, Instant now, int limit) {
    db.update(
        "DELETE FROM appservice_ephemeral WHERE appservice_id = ? AND expires_at <= ?",
        service,
        now);
    List<Map.Entry<String, byte[]>> found =
        db.query(
            "SELECT edu_key, body FROM appservice_ephemeral WHERE appservice_id = ?"
                + " ORDER BY queued_at, edu_key LIMIT ? FOR UPDATE",
            row -> Map.entry(row.string("edu_key"), row.bytes("body")),
            service,
            limit);
    db.update(
        "DELETE FROM appservice_ephemeral WHERE appservice_id = ? AND edu_key = ANY(?)",
        service,
        found.stream().map(Map.Entry::getKey).toArray(String[]::new));
    return found.stream().map(Map.Entry::getValue).toList();
  }

  /** Waits for the service's row and holds it to the end of the transaction. */
  Slot lock(String service) {
    db.update(
        "INSERT INTO appservice_transaction (appservice_id, txn_id, attempts, next_attempt_at)"
            + " VALUES (?, 0, 0, 0) ON CONFLICT DO NOTHING",
        service);
    return db.get(
        "SELECT txn_id, body, attempts, next_attempt_at FROM appservice_transaction"
            + " WHERE appservice_id = ? FOR UPDATE",
        AppServiceQueueStore::slot,
        service);
  }

  void write(String service, Slot slot) {
    db.update(
        "UPDATE appservice_transaction SET txn_id = ?, body = ?, attempts = ?, next_attempt_at = ?"
            + " WHERE appservice_id = ?",
        slot.txnId(),
        slot.body(),
        slot.attempts(),
        slot.nextAttemptAt(),
        service);
  }

  private static Slot slot(Row row) {
    return new Slot(
        row.number("txn_id"),
        Optional.ofNullable(row.bytes("body")),
        row.integer("attempts"),
        Instant.ofEpochMilli(row.number("next_attempt_at")));
  }
}
