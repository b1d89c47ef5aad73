package org.konsil.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class LoginTokenStore {
  private Db db;

  LoginTokenStore() {}

  @Inject
  LoginTokenStore(Db db) {
    this.db = db;
  }

  void insert(String hash, UserId user, Instant expiresAt) {
    db.update(
        "INSERT INTO login_token (token_hash, user_id, expires_at) VALUES (?, ?, ?)",
        hash,
        user,
        expiresAt);
  }

  /** Removes the token and says whose it was: of two takers, one finds it. */
  Optional<UserId> take(String hash, Instant now) {
    Optional<UserId> user =
        db.find(
            "SELECT user_id FROM login_token WHERE token_hash = ? AND expires_at > ?",
            row -> UserId.parse(row.string("user_id")),
            hash,
            now);
    boolean taken = db.update("DELETE FROM login_token WHERE token_hash = ?", hash) == 1;
    return taken ? user : Optional.empty();
  }

  void deleteExpired(Instant now) {
    db.update("DELETE FROM login_token WHERE expires_at <= ?", now);
  }
}
