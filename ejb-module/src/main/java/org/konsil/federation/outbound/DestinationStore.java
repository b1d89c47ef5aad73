package org.konsil.federation.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Who sends to a destination, and when. */
@ApplicationScoped
class DestinationStore {
  private static final String OF_ROUTE = " WHERE origin = ? AND destination = ?";

  @Inject private Db db;

  protected DestinationStore() {}

  DestinationStore(Db db) {
    this.db = db;
  }

  /**
   * @param failures in a row; 0 while all is well
   * @param failingSince empty while all is well
   */
  record Health(int failures, Optional<Instant> failingSince) {}

  /**
   * Takes the route for this node, unless it is not yet time or another node has it.
   *
   * @param node a node that has died and come again takes up its own lease
   */
  boolean lease(Route route, String node, Instant now, Instant until) {
    boolean taken =
        db.update(
                "UPDATE federation_destination SET leased_by = ?, leased_until = ?"
                    + OF_ROUTE
                    + " AND retry_at <= ? AND (leased_until < ? OR leased_by = ?)",
                node,
                until,
                route.origin(),
                route.destination(),
                now,
                now,
                node)
            == 1;
    return taken
        || db.update(
                "INSERT INTO federation_destination (origin, destination, failures, retry_at,"
                    + " leased_by, leased_until) VALUES (?, ?, 0, 0, ?, ?) ON CONFLICT DO NOTHING",
                route.origin(),
                route.destination(),
                node,
                until)
            == 1;
  }

  void extend(Route route, Instant until) {
    db.update(
        "UPDATE federation_destination SET leased_until = ?" + OF_ROUTE,
        until,
        route.origin(),
        route.destination());
  }

  Health health(Route route) {
    return db.get(
        "SELECT failures, failing_since FROM federation_destination" + OF_ROUTE,
        DestinationStore::health,
        route.origin(),
        route.destination());
  }

  /** It takes everything; the route is free. */
  void succeeded(Route route) {
    db.update(
        "UPDATE federation_destination SET failures = 0, failing_since = NULL, retry_at = 0,"
            + " leased_until = 0"
            + OF_ROUTE,
        route.origin(),
        route.destination());
  }

  /** It did not; the route is free, but not to be tried before its time. */
  void failed(Route route, Instant now, Instant retryAt) {
    db.update(
        "UPDATE federation_destination SET failures = failures + 1,"
            + " failing_since = COALESCE(failing_since, ?), retry_at = ?, leased_until = 0"
            + OF_ROUTE,
        now,
        retryAt,
        route.origin(),
        route.destination());
  }

  /** The routes to a server that were waiting for their time; from now on they need not. */
  List<Route> wake(ServerName destination, Instant now) {
    List<Route> waiting =
        db.query(
            "SELECT origin FROM federation_destination WHERE destination = ? AND retry_at > ?",
            row -> new Route(new ServerName(row.string("origin")), destination),
            destination,
            now);
    if (!waiting.isEmpty()) {
      db.update(
          "UPDATE federation_destination SET retry_at = ? WHERE destination = ? AND retry_at > ?",
          now,
          destination,
          now);
    }
    return waiting;
  }

  long countFailing() {
    return db.get(
        "SELECT COUNT(DISTINCT destination) AS n FROM federation_destination WHERE failures > 0",
        row -> row.number("n"));
  }

  /** Since when the one fails that fails for longest. */
  Optional<Instant> longestFailing() {
    return db.get(
        "SELECT MIN(failing_since) AS since FROM federation_destination WHERE failures > 0",
        row -> row.findNumber("since").map(Instant::ofEpochMilli));
  }

  private static Health health(Row row) {
    return new Health(
        row.integer("failures"), row.findNumber("failing_since").map(Instant::ofEpochMilli));
  }
}
