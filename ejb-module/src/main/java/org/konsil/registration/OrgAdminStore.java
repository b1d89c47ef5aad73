package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.storage.Db;

@ApplicationScoped
class OrgAdminStore {
  @Inject private Db db;

  /** An account with what its sign-in is checked against. */
  record Credentials(
      OrgAdmin admin, String passwordHash, byte[] totpSecret, long totpStep, boolean confirmed) {}

  boolean nameTaken(String loginName) {
    return db.exists("SELECT 1 FROM organisation_admin WHERE login_name = ?", loginName);
  }

  long insert(
      long organisation, String loginName, String passwordHash, byte[] totpSecret, Instant now) {
    return db.insertReturning(
        "INSERT INTO organisation_admin (organisation_id, login_name, password_hash, totp_secret,"
            + " totp_step, confirmed, created_at) VALUES (?, ?, ?, ?, 0, FALSE, ?)",
        "id",
        organisation,
        loginName,
        passwordHash,
        totpSecret,
        now);
  }

  Optional<Credentials> find(String loginName) {
    return db.find(
        "SELECT id, organisation_id, login_name, password_hash, totp_secret, totp_step, confirmed"
            + " FROM organisation_admin WHERE login_name = ?",
        row ->
            new Credentials(
                new OrgAdmin(
                    row.number("id"), row.number("organisation_id"), row.string("login_name")),
                row.string("password_hash"),
                row.bytes("totp_secret"),
                row.number("totp_step"),
                row.flag("confirmed")),
        loginName);
  }

  boolean exists(OrgAdmin admin) {
    return db.exists(
        "SELECT 1 FROM organisation_admin WHERE id = ? AND organisation_id = ? AND confirmed",
        admin.id(),
        admin.organisation());
  }

  /** Whether an account of the organisation has been confirmed by its second factor. */
  boolean hasConfirmed(long organisation) {
    return db.exists(
        "SELECT 1 FROM organisation_admin WHERE organisation_id = ? AND confirmed", organisation);
  }

  void deleteUnconfirmed(long organisation) {
    db.update(
        "DELETE FROM organisation_admin WHERE organisation_id = ? AND NOT confirmed", organisation);
  }

  /** Uses a step up; false when another request was faster with the same code. */
  boolean useStep(OrgAdmin admin, long step) {
    return db.update(
            "UPDATE organisation_admin SET totp_step = ?, confirmed = TRUE"
                + " WHERE id = ? AND totp_step < ?",
            step,
            admin.id(),
            step)
        > 0;
  }
}
