package org.konsil.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;

@ApplicationScoped
class ClientStore {
  private Db db;

  ClientStore() {}

  @Inject
  ClientStore(Db db) {
    this.db = db;
  }

  /** Keeps the client at least until then; equal registrations at once come to one row. */
  void save(String id, byte[] metadata, Instant now, Instant expiresAt) {
    if (!keepUntil(id, expiresAt)) {
      db.update(
          "INSERT INTO oauth_client (client_id, metadata, created_at, expires_at)"
              + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
          id,
          metadata,
          now,
          expiresAt);
    }
  }

  Optional<OAuthClient> find(String id, Instant now) {
    return db.find(
        "SELECT client_id, metadata FROM oauth_client WHERE client_id = ? AND expires_at > ?",
        row -> new OAuthClient(row.string("client_id"), metadata(row.bytes("metadata"))),
        id,
        now);
  }

  void used(String id, Instant now, Instant expiresAt) {
    db.update(
        "UPDATE oauth_client SET used_at = ?, expires_at = ? WHERE client_id = ?",
        now,
        expiresAt,
        id);
  }

  long countUnused() {
    return db.get(
        "SELECT COUNT(*) AS n FROM oauth_client WHERE used_at IS NULL", r -> r.number("n"));
  }

  void deleteExpired(Instant now) {
    db.update("DELETE FROM oauth_client WHERE expires_at <= ?", now);
  }

  /** False when there is no such client. */
  private boolean keepUntil(String id, Instant expiresAt) {
    return db.update(
            "UPDATE oauth_client SET expires_at ="
                + " CASE WHEN expires_at < ? THEN ? ELSE expires_at END WHERE client_id = ?",
            expiresAt,
            expiresAt,
            id)
        == 1;
  }

  private static ClientMetadata metadata(byte[] json) {
    try {
      return Json.mapper().treeToValue(Json.parseObject(json), ClientMetadata.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an OAuth client's metadata cannot be read", e);
    }
  }
}
