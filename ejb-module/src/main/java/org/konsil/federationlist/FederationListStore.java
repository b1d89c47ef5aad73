package org.konsil.federationlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.konsil.storage.Db;

@ApplicationScoped
class FederationListStore {
  @Inject private Db db;

  protected FederationListStore() {}

  FederationListStore(Db db) {
    this.db = db;
  }

  ListStatus status() {
    return db.get(
        "SELECT version, fetched_at, expires_at, asked_at, good_at, failure FROM federation_list"
            + " WHERE id = 1",
        row ->
            new ListStatus(
                row.number("version"),
                0,
                Instant.ofEpochMilli(row.number("fetched_at")),
                Instant.ofEpochMilli(row.number("expires_at")),
                Instant.ofEpochMilli(row.number("asked_at")),
                Instant.ofEpochMilli(row.number("good_at")),
                row.findString("failure").map(ListFailure::valueOf)));
  }

  FederationList list() {
    return db.find(
            "SELECT list FROM federation_list WHERE id = 1 AND list IS NOT NULL",
            row -> row.json("list"))
        .flatMap(FederationList::parse)
        .orElse(FederationList.EMPTY);
  }

  /** Whether the caller is the one to ask now: nobody asked since the given time. */
  boolean claimAsking(Instant now, Instant since) {
    return db.update(
            "UPDATE federation_list SET asked_at = ? WHERE id = 1 AND asked_at <= ?", now, since)
        > 0;
  }

  /** Not over a newer one, which another node may have written. */
  void save(VerifiedList good, Instant now) {
    db.update(
        "UPDATE federation_list SET version = ?, list = ?, fetched_at = ?, expires_at = ?,"
            + " good_at = ?, failure = NULL WHERE id = 1 AND version <= ?",
        good.list().version(),
        good.list().toJson(),
        now,
        good.expiresAt(),
        now,
        good.list().version());
  }

  /** The directory had nothing newer. */
  void unchanged(Instant now) {
    db.update("UPDATE federation_list SET good_at = ?, failure = NULL WHERE id = 1", now);
  }

  void failed(ListFailure failure) {
    db.update("UPDATE federation_list SET failure = ? WHERE id = 1", failure);
  }
}
