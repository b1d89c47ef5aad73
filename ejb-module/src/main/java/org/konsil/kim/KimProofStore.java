package org.konsil.kim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.idp.Institution;
import org.konsil.storage.Db;

@ApplicationScoped
class KimProofStore {
  @Inject private Db db;

  long insert(Institution institution, Instant now, Instant expires) {
    return db.insertReturning(
        "INSERT INTO kim_proof (telematik_id, name, profession_oid, requested_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        "id",
        institution.telematikId(),
        institution.name(),
        institution.professionOid(),
        now,
        expires);
  }

  long countSince(String telematikId, Instant since) {
    return db.get(
        "SELECT COUNT(*) AS n FROM kim_proof WHERE telematik_id = ? AND requested_at > ?",
        row -> row.number("n"),
        telematikId,
        since);
  }

  /** The link with this token counts from now on; false when no link counts any more. */
  boolean replaceToken(long id, String tokenHash, Instant now) {
    return db.update(
            "UPDATE kim_proof SET token_hash = ?"
                + " WHERE id = ? AND used_at IS NULL AND expires_at > ?",
            tokenHash,
            id,
            now)
        == 1;
  }

  Optional<Institution> find(String tokenHash, Instant now) {
    return db.find(
        "SELECT telematik_id, name, profession_oid FROM kim_proof"
            + " WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
        row ->
            new Institution(
                row.string("telematik_id"), row.string("profession_oid"), row.string("name")),
        tokenHash,
        now);
  }

  /** Whether the caller is the one who used it. */
  boolean use(String tokenHash, Instant now) {
    return db.update(
            "UPDATE kim_proof SET used_at = ?"
                + " WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
            now,
            tokenHash,
            now)
        == 1;
  }

  void deleteBefore(Instant expired) {
    db.update("DELETE FROM kim_proof WHERE expires_at < ?", expired);
  }
}
