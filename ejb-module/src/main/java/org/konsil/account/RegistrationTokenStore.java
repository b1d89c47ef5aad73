package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;

@ApplicationScoped
class RegistrationTokenStore {
  private static final String VALID =
      " server_name = ? AND token = ? AND (expires_at IS NULL OR expires_at > ?)"
          + " AND (uses_allowed IS NULL OR uses < uses_allowed)";

  private Db db;

  RegistrationTokenStore() {}

  @Inject
  RegistrationTokenStore(Db db) {
    this.db = db;
  }

  void insert(
      ServerName domain,
      String token,
      Optional<Long> usesAllowed,
      Optional<Instant> expiresAt,
      Instant now) {
    db.update(
        "INSERT INTO registration_token"
            + " (server_name, token, uses_allowed, uses, expires_at, created_at)"
            + " VALUES (?, ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING",
        domain,
        token,
        usesAllowed,
        expiresAt,
        now);
  }

  boolean isValid(ServerName domain, String token, Instant now) {
    return db.exists("SELECT 1 FROM registration_token WHERE" + VALID, domain, token, now);
  }

  /** Counts one use; false when none is left. */
  boolean use(ServerName domain, String token, Instant now) {
    return db.update(
            "UPDATE registration_token SET uses = uses + 1 WHERE" + VALID, domain, token, now)
        == 1;
  }
}
