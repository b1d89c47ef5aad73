package org.konsil.registrationtoken;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class RegistrationTokenStore {
  private static final String NAMED = " WHERE server_name = ? AND token = ?";
  private static final String VALID =
      NAMED
          + " AND (expires_at IS NULL OR expires_at > ?)"
          + " AND (uses_allowed IS NULL OR uses < uses_allowed)";
  private static final String SELECT =
      "SELECT token, uses_allowed, uses, expires_at, created_at FROM registration_token";

  private Db db;

  RegistrationTokenStore() {}

  @Inject
  RegistrationTokenStore(Db db) {
    this.db = db;
  }

  /** False when the domain has such a token. */
  boolean insert(ServerName domain, RegistrationToken token) {
    return db.update(
            "INSERT INTO registration_token"
                + " (server_name, token, uses_allowed, uses, expires_at, created_at)"
                + " VALUES (?, ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING",
            domain,
            token.token(),
            token.usesAllowed(),
            token.expiresAt(),
            token.createdAt())
        == 1;
  }

  boolean isValid(ServerName domain, String token, Instant now) {
    return db.exists("SELECT 1 FROM registration_token" + VALID, domain, token, now);
  }

  /** Counts one use; false when none is left. */
  boolean use(ServerName domain, String token, Instant now) {
    return db.update("UPDATE registration_token SET uses = uses + 1" + VALID, domain, token, now)
        == 1;
  }

  Optional<RegistrationToken> find(ServerName domain, String token) {
    return db.find(SELECT + NAMED, RegistrationTokenStore::token, domain, token);
  }

  /** The newest first. */
  List<RegistrationToken> page(ServerName domain, int first, int count) {
    return db.query(
        SELECT + " WHERE server_name = ? ORDER BY created_at DESC, token LIMIT ? OFFSET ?",
        RegistrationTokenStore::token,
        domain,
        count,
        first);
  }

  long count(ServerName domain) {
    return db.get(
        "SELECT COUNT(*) AS n FROM registration_token WHERE server_name = ?",
        row -> row.number("n"),
        domain);
  }

  /** False when the domain has no such token. */
  boolean change(
      ServerName domain, String token, Optional<Long> usesAllowed, Optional<Instant> expiresAt) {
    return db.update(
            "UPDATE registration_token SET uses_allowed = ?, expires_at = ?" + NAMED,
            usesAllowed,
            expiresAt,
            domain,
            token)
        == 1;
  }

  /** False when the domain has no such token. */
  boolean delete(ServerName domain, String token) {
    return db.update("DELETE FROM registration_token" + NAMED, domain, token) == 1;
  }

  void deleteAll(ServerName domain) {
    db.update("DELETE FROM registration_token WHERE server_name = ?", domain);
  }

  private static RegistrationToken token(Row row) {
    return new RegistrationToken(
        row.string("token"),
        row.findNumber("uses_allowed"),
        row.number("uses"),
        row.findNumber("expires_at").map(Instant::ofEpochMilli),
        Instant.ofEpochMilli(row.number("created_at")));
  }
}
