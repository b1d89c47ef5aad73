package org.konsil.federation.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The rows that wait for other servers. */
@ApplicationScoped
class OutboundQueueStore {
  private static final String OF_ROUTE = " WHERE origin = ? AND destination = ?";

  @Inject private Db db;

  protected OutboundQueueStore() {}

  OutboundQueueStore(Db db) {
    this.db = db;
  }

  void insertPdu(ServerName origin, Collection<ServerName> to, RoomId room, EventId event) {
    db.batch(
        "INSERT INTO federation_pdu (origin, destination, room_id, event_id) VALUES (?, ?, ?, ?)",
        to.stream().map(server -> new Object[] {origin, server, room, event}).toList());
  }

  void insertEdu(
      ServerName origin,
      Collection<ServerName> to,
      Optional<String> coalesceKey,
      Optional<Instant> expiresAt,
      ObjectNode edu) {
    if (coalesceKey.isPresent()) {
      db.update(
          "DELETE FROM federation_edu"
              + " WHERE origin = ? AND destination = ANY(?) AND coalesce_key = ?",
          origin,
          to.stream().map(ServerName::value).toArray(String[]::new),
          coalesceKey);
    }
    db.batch(
        "INSERT INTO federation_edu (origin, destination, coalesce_key, expires_at, edu)"
            + " VALUES (?, ?, ?, ?, ?)",
        to.stream()
            .map(server -> new Object[] {origin, server, coalesceKey, expiresAt, edu})
            .toList());
  }

  /** Routes with something to send whose time has come. */
  List<Route> due(Instant now) {
    return db.query(
        "SELECT q.origin, q.destination FROM (SELECT DISTINCT origin, destination FROM"
            + " federation_pdu UNION SELECT DISTINCT origin, destination FROM federation_edu) q"
            + " LEFT JOIN federation_destination d"
            + " ON d.origin = q.origin AND d.destination = q.destination"
            + " WHERE d.retry_at IS NULL OR d.retry_at <= ?",
        row ->
            new Route(
                new ServerName(row.string("origin")), new ServerName(row.string("destination"))),
        now);
  }

  /** Routes with something to send, who has failed most often first. */
  List<Destination> destinations(int first, int count) {
    return db.query(
        "SELECT q.origin, q.destination, SUM(q.pdus) AS pdus, SUM(q.edus) AS edus,"
            + " COALESCE(MAX(d.failures), 0) AS failures, MAX(d.failing_since) AS failing_since,"
            + " MAX(d.retry_at) AS retry_at FROM (SELECT origin, destination, COUNT(*) AS pdus,"
            + " 0 AS edus FROM federation_pdu GROUP BY origin, destination"
            + " UNION ALL SELECT origin, destination, 0, COUNT(*) FROM federation_edu"
            + " GROUP BY origin, destination) q LEFT JOIN federation_destination d"
            + " ON d.origin = q.origin AND d.destination = q.destination"
            + " GROUP BY q.origin, q.destination"
            + " ORDER BY failures DESC, q.destination, q.origin LIMIT ? OFFSET ?",
        OutboundQueueStore::destination,
        count,
        first);
  }

  long countRoutes() {
    return db.get(
        "SELECT COUNT(*) AS n FROM (SELECT origin, destination FROM federation_pdu"
            + " UNION SELECT origin, destination FROM federation_edu) q",
        row -> row.number("n"));
  }

  private static Destination destination(Row row) {
    int failures = row.integer("failures");
    return new Destination(
        new ServerName(row.string("origin")),
        new ServerName(row.string("destination")),
        row.number("pdus"),
        row.number("edus"),
        failures,
        row.findNumber("failing_since").map(Instant::ofEpochMilli),
        row.findNumber("retry_at").filter(at -> failures > 0).map(Instant::ofEpochMilli));
  }

  Batch next(Route route, int pdus, int edus, Instant now) {
    return new Batch(nextPdus(route, pdus), nextEdus(route, edus, now));
  }

  private List<Batch.QueuedPdu> nextPdus(Route route, int limit) {
    return db.query(
        "SELECT queue_id, room_id, event_id FROM federation_pdu"
            + OF_ROUTE
            + " ORDER BY queue_id LIMIT ?",
        row ->
            new Batch.QueuedPdu(
                row.number("queue_id"),
                new RoomId(row.string("room_id")),
                new EventId(row.string("event_id"))),
        route.origin(),
        route.destination(),
        limit);
  }

  private List<Batch.QueuedEdu> nextEdus(Route route, int limit, Instant now) {
    return db.query(
        "SELECT queue_id, edu FROM federation_edu"
            + OF_ROUTE
            + " AND (expires_at IS NULL OR expires_at > ?) ORDER BY queue_id LIMIT ?",
        row -> new Batch.QueuedEdu(row.number("queue_id"), row.json("edu")),
        route.origin(),
        route.destination(),
        now,
        limit);
  }

  void delete(Batch batch) {
    db.update(
        "DELETE FROM federation_pdu WHERE queue_id = ANY(?)",
        batch.pdus().stream().mapToLong(Batch.QueuedPdu::id).toArray());
    db.update(
        "DELETE FROM federation_edu WHERE queue_id = ANY(?)",
        batch.edus().stream().mapToLong(Batch.QueuedEdu::id).toArray());
  }

  void deleteExpired(Instant now) {
    db.update("DELETE FROM federation_edu WHERE expires_at <= ?", now);
  }

  /**
   * Leaves of the EDUs only those queued last.
   *
   * @return how many were dropped
   */
  int keepNewestEdus(Route route, int limit) {
    return db.update(
        "DELETE FROM federation_edu"
            + OF_ROUTE
            + " AND queue_id <= (SELECT queue_id FROM federation_edu"
            + OF_ROUTE
            + " ORDER BY queue_id DESC OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY)",
        route.origin(),
        route.destination(),
        route.origin(),
        route.destination(),
        limit);
  }

  long count(Route route) {
    return db.get(
        "SELECT COUNT(*) AS n FROM federation_pdu" + OF_ROUTE,
        row -> row.number("n"),
        route.origin(),
        route.destination());
  }

  long countPdus() {
    return db.get("SELECT COUNT(*) AS n FROM federation_pdu", row -> row.number("n"));
  }

  long countEdus() {
    return db.get("SELECT COUNT(*) AS n FROM federation_edu", row -> row.number("n"));
  }

  long countDestinations() {
    return db.get(
        "SELECT COUNT(*) AS n FROM (SELECT destination FROM federation_pdu UNION SELECT destination"
            + " FROM federation_edu) q",
        row -> row.number("n"));
  }

  /** Leaves of each room only what was queued last. */
  void keepNewestOfEachRoom(Route route) {
    db.update(
        "DELETE FROM federation_pdu"
            + OF_ROUTE
            + " AND queue_id NOT IN (SELECT MAX(queue_id) FROM federation_pdu"
            + OF_ROUTE
            + " GROUP BY room_id)",
        route.origin(),
        route.destination(),
        route.origin(),
        route.destination());
  }
}
