package org.konsil.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class CodeStore {
  private Db db;

  CodeStore() {}

  @Inject
  CodeStore(Db db) {
    this.db = db;
  }

  /** What a code stands for. */
  record Code(
      String clientId,
      UserId user,
      String deviceId,
      String redirectUri,
      String codeChallenge,
      boolean redeemed,
      Instant expiresAt) {}

  void insert(String hash, AuthorizationRequest request, UserId user, Instant expiresAt) {
    db.update(
        "INSERT INTO oauth_code (code_hash, client_id, user_id, device_id, redirect_uri,"
            + " code_challenge, redeemed, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        hash,
        request.client().id(),
        user,
        request.deviceId(),
        request.callback().redirectUri(),
        request.codeChallenge(),
        false,
        expiresAt);
  }

  /** Locks the row, so that of two exchanges of one code the second sees the first. */
  Optional<Code> lock(String hash) {
    return db.find(
        "SELECT client_id, user_id, device_id, redirect_uri, code_challenge, redeemed, expires_at"
            + " FROM oauth_code WHERE code_hash = ? FOR UPDATE",
        row ->
            new Code(
                row.string("client_id"),
                UserId.parse(row.string("user_id")),
                row.string("device_id"),
                row.string("redirect_uri"),
                row.string("code_challenge"),
                row.flag("redeemed"),
                Instant.ofEpochMilli(row.number("expires_at"))),
        hash);
  }

  /** It stays, marked, until it is swept: a second use must be seen to be one. */
  void redeem(String hash) {
    db.update("UPDATE oauth_code SET redeemed = TRUE WHERE code_hash = ?", hash);
  }

  void deleteExpiredBefore(Instant limit) {
    db.update("DELETE FROM oauth_code WHERE expires_at <= ?", limit);
  }
}
