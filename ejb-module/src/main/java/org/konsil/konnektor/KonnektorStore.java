package org.konsil.konnektor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Checks, events and subscriptions of the Konnektor. */
@ApplicationScoped
class KonnektorStore {

  /** How many events are kept. */
  static final int KEPT_EVENTS = 500;

  private static final String LEASE = "events";

  @Inject private Db db;
  private int keptEvents = KEPT_EVENTS;

  KonnektorStore() {}

  KonnektorStore(Db db, int keptEvents) {
    this.db = db;
    this.keptEvents = keptEvents;
  }

  /** What a node found at its last check; the parts mean what they mean in KonnektorStatus. */
  record Check(
      Instant checkedAt,
      boolean reachable,
      Instant since,
      Optional<Duration> responseTime,
      Optional<KonnektorFailure> failure,
      Optional<KonnektorSnapshot> snapshot) {}

  /** One subscription at the Konnektor. */
  record StoredSubscription(
      String topic, String id, String eventTo, Instant terminatesAt, Instant renewedAt) {}

  Optional<Check> findCheck(String node) {
    return db.find("SELECT * FROM konnektor_check WHERE node = ?", KonnektorStore::check, node);
  }

  void saveCheck(String node, Check check) {
    Optional<KonnektorFailure> failure = check.failure();
    Object[] values = {
      check.checkedAt(),
      check.reachable(),
      check.since(),
      check.responseTime().map(Duration::toMillis),
      failure.map(KonnektorFailure::kind),
      failure.flatMap(KonnektorStore::code),
      failure.map(KonnektorFailure::text),
      check.snapshot().map(SnapshotJson::write),
      node
    };
    db.upsert(
        "UPDATE konnektor_check SET checked_at = ?, reachable = ?, state_since = ?,"
            + " response_millis = ?, failure_kind = ?, failure_code = ?, failure_text = ?,"
            + " snapshot = ? WHERE node = ?",
        values,
        "INSERT INTO konnektor_check (checked_at, reachable, state_since, response_millis,"
            + " failure_kind, failure_code, failure_text, snapshot, node)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values);
  }

  /** Adds an event and drops the oldest beyond the number kept. */
  void addEvent(KonnektorEvent event) {
    ObjectNode details = Json.object();
    event.details().forEach(details::put);
    long id =
        db.insertReturning(
            "INSERT INTO konnektor_event (at, node, topic, severity, details)"
                + " VALUES (?, ?, ?, ?, ?)",
            "id",
            event.at(),
            event.node(),
            event.topic(),
            event.severity(),
            details);
    db.update("DELETE FROM konnektor_event WHERE id <= ?", id - keptEvents);
  }

  /** Newest first. */
  List<KonnektorEvent> events(int limit) {
    return db.query(
        "SELECT * FROM konnektor_event ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
        KonnektorStore::event,
        limit);
  }

  /** Takes or keeps the lease; false while another node holds it. */
  boolean takeLease(String node, Instant now, Instant until) {
    int taken =
        db.update(
            "UPDATE konnektor_lease SET node = ?, lease_until = ?"
                + " WHERE name = ? AND (node = ? OR lease_until < ?)",
            node,
            until,
            LEASE,
            node,
            now);
    return taken > 0
        || db.update(
                "INSERT INTO konnektor_lease (name, node, lease_until) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                LEASE,
                node,
                until)
            > 0;
  }

  List<StoredSubscription> subscriptions() {
    return db.query(
        "SELECT * FROM konnektor_subscription ORDER BY topic",
        row ->
            new StoredSubscription(
                row.string("topic"),
                row.string("subscription_id"),
                row.string("event_to"),
                Instant.ofEpochMilli(row.number("terminates_at")),
                Instant.ofEpochMilli(row.number("renewed_at"))));
  }

  void saveSubscription(StoredSubscription one) {
    Object[] values = {one.id(), one.eventTo(), one.terminatesAt(), one.renewedAt(), one.topic()};
    db.upsert(
        "UPDATE konnektor_subscription SET subscription_id = ?, event_to = ?, terminates_at = ?,"
            + " renewed_at = ? WHERE topic = ?",
        values,
        "INSERT INTO konnektor_subscription (subscription_id, event_to, terminates_at, renewed_at,"
            + " topic) VALUES (?, ?, ?, ?, ?)",
        values);
  }

  boolean isSubscribed(String subscriptionId) {
    return db.exists(
        "SELECT 1 FROM konnektor_subscription WHERE subscription_id = ?", subscriptionId);
  }

  private static Optional<Integer> code(KonnektorFailure failure) {
    return failure.code().isPresent() ? Optional.of(failure.code().getAsInt()) : Optional.empty();
  }

  private static Check check(Row row) {
    Optional<KonnektorFailure> failure =
        row.findString("failure_kind")
            .map(
                kind ->
                    new KonnektorFailure(
                        KonnektorFailure.Kind.valueOf(kind),
                        row.findNumber("failure_code")
                            .map(code -> OptionalInt.of(code.intValue()))
                            .orElse(OptionalInt.empty()),
                        row.string("failure_text")));
    return new Check(
        Instant.ofEpochMilli(row.number("checked_at")),
        row.flag("reachable"),
        Instant.ofEpochMilli(row.number("state_since")),
        row.findNumber("response_millis").map(Duration::ofMillis),
        failure,
        Optional.ofNullable(row.bytes("snapshot")).map(Json::parse).map(SnapshotJson::read));
  }

  private static KonnektorEvent event(Row row) {
    Map<String, String> details = new LinkedHashMap<>();
    row.json("details")
        .properties()
        .forEach(one -> details.put(one.getKey(), one.getValue().asText()));
    return new KonnektorEvent(
        Instant.ofEpochMilli(row.number("at")),
        row.string("node"),
        row.string("topic"),
        row.string("severity"),
        details);
  }
}
