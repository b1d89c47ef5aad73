package org.konsil.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.config.Domain.Standing;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.SigningKey;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class DomainStore {
  private static final String SELECT =
      "SELECT name, display_name, created_at, suspended_at, removing_since FROM domain"
          + " WHERE removed_at IS NULL";

  @Inject private Db db;

  List<Domain> page(int first, int count) {
    return db.query(SELECT + " ORDER BY name LIMIT ? OFFSET ?", DomainStore::domain, count, first);
  }

  long count() {
    return db.get(
        "SELECT COUNT(*) AS n FROM domain WHERE removed_at IS NULL", row -> row.number("n"));
  }

  /** Those whose accounts are being ended. */
  List<ServerName> removing() {
    return db.query(
        SELECT + " AND removing_since IS NOT NULL ORDER BY name",
        row -> ServerName.parse(row.string("name")));
  }

  Optional<Domain> find(ServerName name) {
    return db.find(SELECT + " AND name = ?", DomainStore::domain, name);
  }

  /** False when the name is or was a domain's. */
  boolean insert(Domain domain, SigningKey key, Instant now) {
    boolean inserted =
        db.update(
                "INSERT INTO domain (name, display_name, created_at) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                domain.name(),
                domain.displayName(),
                now)
            == 1;
    if (inserted) {
      insertKey(domain.name(), key, now);
    }
    return inserted;
  }

  void rename(ServerName name, String displayName) {
    db.update("UPDATE domain SET display_name = ? WHERE name = ?", displayName, name);
  }

  /** Empty for a domain that is open again. */
  void suspend(ServerName name, Optional<Instant> since) {
    db.update("UPDATE domain SET suspended_at = ? WHERE name = ?", since, name);
  }

  void beginRemoval(ServerName name, Instant now) {
    db.update("UPDATE domain SET removing_since = ? WHERE name = ?", now, name);
  }

  void endRemoval(ServerName name, Instant now) {
    db.update("UPDATE domain SET removed_at = ? WHERE name = ?", now, name);
  }

  void insertKey(ServerName domain, SigningKey key, Instant now) {
    db.update(
        "INSERT INTO domain_signing_key (domain_name, key_id, seed, created_at) VALUES (?, ?, ?, ?)",
        domain,
        key.keyId(),
        key.seed(),
        now);
  }

  Optional<SigningKey> findCurrentKey(ServerName name) {
    return db.find(
        "SELECT key_id, seed FROM domain_signing_key"
            + " WHERE domain_name = ? AND expired_at IS NULL ORDER BY created_at DESC LIMIT 1",
        row -> SigningKey.fromSeed(row.string("key_id"), row.bytes("seed")),
        name);
  }

  /** From the given time on all other keys only prove old events. */
  void expireKeysBut(ServerName name, String keyId, Instant end) {
    db.update(
        "UPDATE domain_signing_key SET expired_at = ?"
            + " WHERE domain_name = ? AND key_id <> ? AND expired_at IS NULL",
        end,
        name,
        keyId);
  }

  List<DomainKey> keys(ServerName name) {
    return db.query(
        "SELECT key_id, seed, expired_at FROM domain_signing_key"
            + " WHERE domain_name = ? ORDER BY created_at DESC",
        row ->
            new DomainKey(
                row.string("key_id"),
                SigningKey.fromSeed(row.string("key_id"), row.bytes("seed")).publicKey(),
                row.findNumber("expired_at").map(Instant::ofEpochMilli)),
        name);
  }

  private static Domain domain(Row row) {
    return new Domain(
        ServerName.parse(row.string("name")),
        row.string("display_name"),
        standing(row),
        Instant.ofEpochMilli(row.number("created_at")));
  }

  private static Standing standing(Row row) {
    if (row.findNumber("removing_since").isPresent()) {
      return Standing.REMOVING;
    }
    return row.findNumber("suspended_at").isPresent() ? Standing.SUSPENDED : Standing.ACTIVE;
  }
}
