package org.konsil.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class OpenIdTokenStore {
  private Db db;

  OpenIdTokenStore() {}

  @Inject
  OpenIdTokenStore(Db db) {
    this.db = db;
  }

  void insert(String hash, UserId user, Instant expiresAt) {
    db.update(
        "INSERT INTO openid_token (token_hash, user_id, expires_at) VALUES (?, ?, ?)",
        hash,
        user,
        expiresAt);
  }

  Optional<UserId> find(String hash, Instant now) {
    return db.find(
        "SELECT user_id FROM openid_token WHERE token_hash = ? AND expires_at > ?",
        row -> UserId.parse(row.string("user_id")),
        hash,
        now);
  }

  void deleteExpired(Instant now) {
    db.update("DELETE FROM openid_token WHERE expires_at <= ?", now);
  }
}
