package org.konsil.webpush;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.storage.Db;

/** The deployment's one key for push services. Browsers hold on to it, so it never changes. */
@ApplicationScoped
class VapidKeyStore {
  @Inject private Db db;

  protected VapidKeyStore() {}

  VapidKeyStore(Db db) {
    this.db = db;
  }

  /**
   * @param privateKey the scalar
   * @param publicKey the uncompressed point
   */
  record StoredKey(byte[] privateKey, byte[] publicKey) {}

  Optional<StoredKey> find() {
    return db.find(
        "SELECT private_key, public_key FROM vapid_key WHERE id = 1",
        row -> new StoredKey(row.bytes("private_key"), row.bytes("public_key")));
  }

  /** Does nothing when another node was faster. */
  void insert(StoredKey key, Instant now) {
    db.update(
        "INSERT INTO vapid_key (id, private_key, public_key, created_at) VALUES (1, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        key.privateKey(),
        key.publicKey(),
        now);
  }
}
