package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.registration.MessengerService.State;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class ServiceStore {
  private static final String SELECT =
      "SELECT domain, organisation_id, telematik_id, state, ordered_at, changed_at, failure"
          + " FROM messenger_service";

  @Inject private Db db;

  void insert(ServerName domain, long organisation, String telematikId, Instant now) {
    db.update(
        "INSERT INTO messenger_service (domain, organisation_id, telematik_id, state, ordered_at,"
            + " changed_at, tried_at) VALUES (?, ?, ?, ?, ?, ?, 0)",
        domain,
        organisation,
        telematikId,
        State.ORDERED,
        now,
        now);
  }

  Optional<MessengerService> find(ServerName domain) {
    return db.find(SELECT + " WHERE domain = ?", ServiceStore::map, domain);
  }

  List<MessengerService> of(long organisation) {
    return db.query(
        SELECT + " WHERE organisation_id = ? ORDER BY domain", ServiceStore::map, organisation);
  }

  /** Those that stand for a number in the TI and are not given up. */
  List<MessengerService> standingFor(String telematikId) {
    return db.query(
        SELECT + " WHERE telematik_id = ? AND state NOT IN ('ENDING', 'ENDED') ORDER BY domain",
        ServiceStore::map,
        telematikId);
  }

  /** The directory still has to be told of these. */
  List<MessengerService> pending(int most) {
    return db.query(
        SELECT
            + " WHERE state IN ('ORDERED', 'LEAVING', 'ENDING') ORDER BY tried_at, domain LIMIT "
            + most,
        ServiceStore::map);
  }

  /** Whether the caller is the one to tell the directory now. */
  boolean claimTelling(MessengerService service, Instant now, Instant since) {
    return db.update(
            "UPDATE messenger_service SET tried_at = ?"
                + " WHERE domain = ? AND state = ? AND tried_at <= ?",
            now,
            service.domain(),
            service.state(),
            since)
        > 0;
  }

  /** False when it was in another state meanwhile. */
  boolean change(MessengerService service, State to, Instant now) {
    return db.update(
            "UPDATE messenger_service SET state = ?, changed_at = ?, tried_at = 0, failure = NULL"
                + " WHERE domain = ? AND state = ?",
            to,
            now,
            service.domain(),
            service.state())
        > 0;
  }

  void failed(MessengerService service, String failure) {
    db.update(
        "UPDATE messenger_service SET failure = ? WHERE domain = ? AND state = ?",
        failure,
        service.domain(),
        service.state());
  }

  private static MessengerService map(Row row) {
    return new MessengerService(
        ServerName.parse(row.string("domain")),
        row.number("organisation_id"),
        row.string("telematik_id"),
        State.valueOf(row.string("state")),
        Instant.ofEpochMilli(row.number("ordered_at")),
        Instant.ofEpochMilli(row.number("changed_at")),
        row.findString("failure"));
  }
}
