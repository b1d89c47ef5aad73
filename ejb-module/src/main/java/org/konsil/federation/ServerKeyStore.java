package org.konsil.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.VerifyKey;
import org.konsil.storage.Db;
import org.konsil.storage.StorageException;

/** Keys of other servers, and their last answers as they signed them. */
@ApplicationScoped
class ServerKeyStore {
  @Inject private Db db;

  protected ServerKeyStore() {}

  ServerKeyStore(Db db) {
    this.db = db;
  }

  /** An answer that was kept. */
  record KeptAnswer(ObjectNode signed, long fetchedAt, long validUntil) {}

  Map<String, KeyValidity> keys(ServerName server) {
    Map<String, KeyValidity> keys = new HashMap<>();
    db.query(
        "SELECT key_id, verify_key, valid_until, is_current FROM server_key WHERE server_name = ?",
        row -> {
          VerifyKey.of(row.bytes("verify_key"))
              .ifPresent(
                  key ->
                      keys.put(
                          row.string("key_id"),
                          new KeyValidity(key, row.number("valid_until"), row.flag("is_current"))));
          return row;
        },
        server);
    return keys;
  }

  /** Keys that are gone from the answer stay: they prove what they signed while they were valid. */
  void save(ServerKeysAnswer answer, Instant now) {
    answer
        .keys()
        .forEach(
            (keyId, key) ->
                write(
                    "UPDATE server_key SET verify_key = ?, valid_until = ?, is_current = ?"
                        + " WHERE server_name = ? AND key_id = ?",
                    new Object[] {
                      key.key().bytes(), key.validUntil(), key.current(), answer.server(), keyId
                    },
                    "INSERT INTO server_key (verify_key, valid_until, is_current, server_name,"
                        + " key_id) VALUES (?, ?, ?, ?, ?)"));
    write(
        "UPDATE server_key_answer SET signed = ?, fetched_at = ?, valid_until = ?"
            + " WHERE server_name = ?",
        new Object[] {answer.signed(), now, answer.validUntil(), answer.server()},
        "INSERT INTO server_key_answer (signed, fetched_at, valid_until, server_name)"
            + " VALUES (?, ?, ?, ?)");
  }

  Optional<KeptAnswer> answer(ServerName server) {
    return db.find(
        "SELECT signed, fetched_at, valid_until FROM server_key_answer WHERE server_name = ?",
        row ->
            new KeptAnswer(row.json("signed"), row.number("fetched_at"), row.number("valid_until")),
        server);
  }

  /**
   * Two nodes may fetch at once; both have the same answer, so the loser of the race is content.
   */
  private void write(String update, Object[] values, String insert) {
    try {
      db.upsert(update, values, insert, values);
    } catch (StorageException e) {
      if (!e.isConstraintViolation()) {
        throw e;
      }
    }
  }
}
