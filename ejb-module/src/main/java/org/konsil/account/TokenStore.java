package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class TokenStore {
  private static final String REFRESH_COLUMNS =
      "id, token_hash, family_id, user_id, device_id, client_id, replaced_by, expires_at";

  private Db db;

  TokenStore() {}

  @Inject
  TokenStore(Db db) {
    this.db = db;
  }

  /** An access token as stored. {@code refreshTokenId}: the refresh token it was issued with. */
  record StoredToken(
      long id,
      UserId user,
      String deviceId,
      Optional<Long> refreshTokenId,
      boolean used,
      Optional<Instant> expiresAt,
      Optional<Instant> lastSeenAt) {}

  /**
   * A refresh token as stored. {@code replacedBy}: what it was exchanged for; {@code clientId}: of
   * an OAuth session.
   */
  record StoredRefresh(
      long id,
      String familyId,
      UserId user,
      String deviceId,
      Optional<String> clientId,
      Optional<Long> replacedBy,
      Instant expiresAt) {}

  /** Whose a token is. */
  record Holder(UserId user, String deviceId) {}

  /** When and from where a device was last seen. */
  record Seen(String deviceId, Instant at, Optional<String> address) {}

  long insertAccess(
      String hash,
      UserId user,
      String deviceId,
      Optional<String> clientId,
      Optional<Long> refreshTokenId,
      Instant now,
      Optional<Instant> expiresAt) {
    return db.insertReturning(
        "INSERT INTO access_token (token_hash, user_id, device_id, client_id, refresh_token_id,"
            + " used, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "id",
        hash,
        user,
        deviceId,
        clientId,
        refreshTokenId,
        false,
        now,
        expiresAt);
  }

  long insertRefresh(
      String hash,
      String familyId,
      UserId user,
      String deviceId,
      Optional<String> clientId,
      Instant now,
      Instant expiresAt) {
    return db.insertReturning(
        "INSERT INTO refresh_token"
            + " (token_hash, family_id, user_id, device_id, client_id, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        "id",
        hash,
        familyId,
        user,
        deviceId,
        clientId,
        now,
        expiresAt);
  }

  Optional<StoredToken> findAccess(String hash) {
    return db.find(
        "SELECT id, user_id, device_id, refresh_token_id, used, expires_at, last_seen_at"
            + " FROM access_token WHERE token_hash = ?",
        TokenStore::access,
        hash);
  }

  /** The OAuth client that the token was issued to; empty for one of the legacy API. */
  Optional<String> findClient(long accessTokenId) {
    return db.find(
            "SELECT client_id FROM access_token WHERE id = ?",
            row -> row.findString("client_id"),
            accessTokenId)
        .flatMap(client -> client);
  }

  /** Whose the access or refresh token is, expired or not. */
  Optional<Holder> findHolder(String hash) {
    return db.find(
        "SELECT user_id, device_id FROM access_token WHERE token_hash = ?"
            + " UNION ALL SELECT user_id, device_id FROM refresh_token WHERE token_hash = ?",
        row -> new Holder(UserId.parse(row.string("user_id")), row.string("device_id")),
        hash,
        hash);
  }

  boolean isActive(long accessTokenId, Instant now) {
    return db.exists(
        "SELECT 1 FROM access_token WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)",
        accessTokenId,
        now);
  }

  void seen(long accessTokenId, Instant at, Optional<String> address) {
    db.update(
        "UPDATE access_token SET last_seen_at = ?, last_seen_ip = ? WHERE id = ?",
        at,
        address,
        accessTokenId);
  }

  List<Seen> lastSeen(UserId user) {
    return db.query(
        "SELECT device_id, last_seen_at, last_seen_ip FROM access_token"
            + " WHERE user_id = ? AND last_seen_at IS NOT NULL ORDER BY last_seen_at",
        row ->
            new Seen(
                row.string("device_id"),
                Instant.ofEpochMilli(row.number("last_seen_at")),
                row.findString("last_seen_ip")),
        user);
  }

  /** The client has the token; whoever it replaced is over, but may still be told so softly. */
  void markUsed(StoredToken token, Instant now) {
    db.update("UPDATE access_token SET used = TRUE WHERE id = ?", token.id());
    db.update(
        "UPDATE access_token SET expires_at = ? WHERE expires_at > ? AND refresh_token_id IN"
            + " (SELECT id FROM refresh_token WHERE replaced_by = ?)",
        now,
        now,
        token.refreshTokenId());
  }

  /** Locks the row, so that two exchanges of one token come one after the other. */
  Optional<StoredRefresh> lockRefresh(String hash) {
    return db.find(
        "SELECT " + REFRESH_COLUMNS + " FROM refresh_token WHERE token_hash = ? FOR UPDATE",
        TokenStore::refresh,
        hash);
  }

  /** Whether the successor has been exchanged itself, or its access token used. */
  boolean isSuccessorUsed(long successorId) {
    return db.exists(
        "SELECT 1 FROM refresh_token WHERE id = ? AND replaced_by IS NOT NULL"
            + " UNION ALL SELECT 1 FROM access_token WHERE refresh_token_id = ? AND used = TRUE",
        successorId,
        successorId);
  }

  void replace(long refreshId, long successorId) {
    db.update("UPDATE refresh_token SET replaced_by = ? WHERE id = ?", successorId, refreshId);
  }

  /** Takes back a pair that its client has not used; the access token stays, expired. */
  void takeBack(long refreshId, Instant now) {
    db.update("UPDATE access_token SET expires_at = ? WHERE refresh_token_id = ?", now, refreshId);
    db.update("DELETE FROM refresh_token WHERE id = ?", refreshId);
  }

  /** Ends a family; the access tokens stay, expired, so that their holders are told softly. */
  void endFamily(String familyId, Instant now) {
    db.update(
        "UPDATE access_token SET expires_at = ? WHERE refresh_token_id IN"
            + " (SELECT id FROM refresh_token WHERE family_id = ?)",
        now,
        familyId);
    db.update("DELETE FROM refresh_token WHERE family_id = ?", familyId);
  }

  void deleteOfDevice(UserId user, String deviceId) {
    db.update("DELETE FROM access_token WHERE user_id = ? AND device_id = ?", user, deviceId);
    db.update("DELETE FROM refresh_token WHERE user_id = ? AND device_id = ?", user, deviceId);
  }

  /** Removes what has been over for so long that nobody needs an answer about it. */
  void deleteExpiredBefore(Instant limit) {
    db.update("DELETE FROM access_token WHERE expires_at < ?", limit);
    db.update("DELETE FROM refresh_token WHERE expires_at < ?", limit);
  }

  private static StoredToken access(Row row) {
    return new StoredToken(
        row.number("id"),
        UserId.parse(row.string("user_id")),
        row.string("device_id"),
        row.findNumber("refresh_token_id"),
        row.flag("used"),
        row.findNumber("expires_at").map(Instant::ofEpochMilli),
        row.findNumber("last_seen_at").map(Instant::ofEpochMilli));
  }

  private static StoredRefresh refresh(Row row) {
    return new StoredRefresh(
        row.number("id"),
        row.string("family_id"),
        UserId.parse(row.string("user_id")),
        row.string("device_id"),
        row.findString("client_id"),
        row.findNumber("replaced_by"),
        Instant.ofEpochMilli(row.number("expires_at")));
  }
}
