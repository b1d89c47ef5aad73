package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** Cross-signing keys, and the signatures between all keys. */
@ApplicationScoped
class CrossSigningStore {
  @Inject private Db db;

  protected CrossSigningStore() {}

  CrossSigningStore(Db db) {
    this.db = db;
  }

  record StoredKey(UserId user, KeyUsage usage, String publicKey, ObjectNode json) {}

  /**
   * @param targetKey a device id, or the public key of a cross-signing key
   * @param signerKey {@code ed25519:<device id or public key>}
   */
  record Signature(
      UserId targetUser, String targetKey, UserId signer, String signerKey, String signature) {}

  Optional<StoredKey> find(UserId user, KeyUsage usage) {
    return ofUsers(List.of(user)).stream().filter(key -> key.usage() == usage).findFirst();
  }

  List<StoredKey> ofUsers(Collection<UserId> users) {
    return db.query(
        "SELECT user_id, key_usage, public_key, key_json FROM cross_signing_key"
            + " WHERE user_id = ANY(?)",
        row ->
            new StoredKey(
                new UserId(row.string("user_id")),
                KeyUsage.of(row.string("key_usage")),
                row.string("public_key"),
                row.json("key_json")),
        (Object) values(users));
  }

  void put(StoredKey key, long streamId) {
    int inserted =
        db.update(
            "INSERT INTO cross_signing_key (user_id, key_usage, public_key, key_json, stream_id)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            key.user(),
            key.usage().text(),
            key.publicKey(),
            key.json(),
            streamId);
    if (inserted == 0) {
      db.update(
          "UPDATE cross_signing_key SET public_key = ?, key_json = ?, stream_id = ?"
              + " WHERE user_id = ? AND key_usage = ?",
          key.publicKey(),
          key.json(),
          streamId,
          key.user(),
          key.usage().text());
    }
  }

  void delete(UserId user, KeyUsage usage) {
    db.update(
        "DELETE FROM cross_signing_key WHERE user_id = ? AND key_usage = ?", user, usage.text());
  }

  /** Signatures on the users' keys that were made by those users themselves or by the asker. */
  List<Signature> visibleSignatures(Collection<UserId> targets, Optional<UserId> asker) {
    return db.query(
        "SELECT target_user, target_key, signer_user, signer_key, signature FROM key_signature"
            + " WHERE target_user = ANY(?) AND (signer_user = target_user OR signer_user = ?)",
        row ->
            new Signature(
                new UserId(row.string("target_user")),
                row.string("target_key"),
                new UserId(row.string("signer_user")),
                row.string("signer_key"),
                row.string("signature")),
        values(targets),
        asker.map(UserId::value).orElse(""));
  }

  void putSignature(Signature s) {
    int inserted =
        db.update(
            "INSERT INTO key_signature"
                + " (target_user, target_key, signer_user, signer_key, signature)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            s.targetUser(),
            s.targetKey(),
            s.signer(),
            s.signerKey(),
            s.signature());
    if (inserted == 0) {
      db.update(
          "UPDATE key_signature SET signature = ? WHERE target_user = ? AND target_key = ?"
              + " AND signer_user = ? AND signer_key = ?",
          s.signature(),
          s.targetUser(),
          s.targetKey(),
          s.signer(),
          s.signerKey());
    }
  }

  /** Signatures on a key that is no more. */
  void deleteSignaturesOn(UserId user, String targetKey) {
    db.update(
        "DELETE FROM key_signature WHERE target_user = ? AND target_key = ?", user, targetKey);
  }

  /** Signatures by a key that is no more. */
  void deleteSignaturesBy(UserId user, String signerKey) {
    db.update(
        "DELETE FROM key_signature WHERE signer_user = ? AND signer_key = ?", user, signerKey);
  }

  /** All keys of a user, with the signatures on them and by them. */
  void deleteUser(UserId user) {
    db.update("DELETE FROM cross_signing_key WHERE user_id = ?", user);
    db.update("DELETE FROM key_signature WHERE target_user = ? OR signer_user = ?", user, user);
    db.update("DELETE FROM user_signature_change WHERE signer_user = ?", user);
  }

  void insertSignatureChange(UserId signer, UserId target, long streamId) {
    db.update(
        "INSERT INTO user_signature_change (stream_id, signer_user, target_user) VALUES (?, ?, ?)",
        streamId,
        signer,
        target);
  }

  /** Users whose master key the signer has signed after one position and up to another. */
  List<UserId> signatureChanges(UserId signer, long after, long upTo) {
    return db.query(
        "SELECT DISTINCT target_user FROM user_signature_change"
            + " WHERE signer_user = ? AND stream_id > ? AND stream_id <= ?",
        row -> new UserId(row.string("target_user")),
        signer,
        after,
        upTo);
  }

  private static String[] values(Collection<UserId> users) {
    return users.stream().map(UserId::value).toArray(String[]::new);
  }
}
