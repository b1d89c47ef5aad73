package org.konsil.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class DeviceCodeStore {
  static final String PENDING = "pending";
  static final String ALLOWED = "allowed";
  static final String DENIED = "denied";

  private static final String SELECT =
      "SELECT device_code_hash, client_id, device_id, user_id, decision, poll_seconds,"
          + " next_poll_at, expires_at FROM oauth_device_code WHERE ";

  private Db db;

  DeviceCodeStore() {}

  @Inject
  DeviceCodeStore(Db db) {
    this.db = db;
  }

  /** A device authorization under way. {@code user}: who allowed it. */
  record DeviceCode(
      String hash,
      String clientId,
      String deviceId,
      Optional<UserId> user,
      String decision,
      Duration pollEvery,
      Instant nextPollAt,
      Instant expiresAt) {}

  void insert(
      String hash,
      String userCodeHash,
      String clientId,
      String deviceId,
      Duration pollEvery,
      Instant now,
      Instant expiresAt) {
    db.update(
        "INSERT INTO oauth_device_code (device_code_hash, user_code_hash, client_id, device_id,"
            + " decision, poll_seconds, next_poll_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        hash,
        userCodeHash,
        clientId,
        deviceId,
        PENDING,
        pollEvery.toSeconds(),
        now,
        expiresAt);
  }

  /** Locks the row, so that polls come one after the other. */
  Optional<DeviceCode> lock(String hash) {
    return db.find(SELECT + "device_code_hash = ? FOR UPDATE", DeviceCodeStore::code, hash);
  }

  Optional<DeviceCode> findPending(String userCodeHash, Instant now) {
    return db.find(
        SELECT + "user_code_hash = ? AND decision = ? AND expires_at > ?",
        DeviceCodeStore::code,
        userCodeHash,
        PENDING,
        now);
  }

  /** False when somebody else decided before. */
  boolean decide(String hash, String decision, Optional<UserId> user) {
    return db.update(
            "UPDATE oauth_device_code SET decision = ?, user_id = ?"
                + " WHERE device_code_hash = ? AND decision = ?",
            decision,
            user.map(UserId::value),
            hash,
            PENDING)
        == 1;
  }

  void nextPoll(String hash, Duration every, Instant at) {
    db.update(
        "UPDATE oauth_device_code SET poll_seconds = ?, next_poll_at = ? WHERE device_code_hash = ?",
        every.toSeconds(),
        at,
        hash);
  }

  void delete(String hash) {
    db.update("DELETE FROM oauth_device_code WHERE device_code_hash = ?", hash);
  }

  void deleteExpiredBefore(Instant limit) {
    db.update("DELETE FROM oauth_device_code WHERE expires_at <= ?", limit);
  }

  private static DeviceCode code(Row row) {
    return new DeviceCode(
        row.string("device_code_hash"),
        row.string("client_id"),
        row.string("device_id"),
        row.findString("user_id").map(UserId::parse),
        row.string("decision"),
        Duration.ofSeconds(row.number("poll_seconds")),
        Instant.ofEpochMilli(row.number("next_poll_at")),
        Instant.ofEpochMilli(row.number("expires_at")));
  }
}
