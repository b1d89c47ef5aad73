package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.idp.Institution;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class OrganisationStore {
  private static final String IDENTITY =
      "SELECT telematik_id, organisation_id, name, profession_oid, proved_at, inactive_since"
          + " FROM organisation_identity";

  @Inject private Db db;

  long insert(String name, Instant now) {
    return db.insertReturning(
        "INSERT INTO organisation (name, created_at) VALUES (?, ?)", "id", name, now);
  }

  String name(long organisation) {
    return db.get(
        "SELECT name FROM organisation WHERE id = ?", row -> row.string("name"), organisation);
  }

  void insertIdentity(long organisation, Institution institution, Instant now) {
    db.update(
        "INSERT INTO organisation_identity (telematik_id, organisation_id, name, profession_oid,"
            + " proved_at) VALUES (?, ?, ?, ?, ?)",
        institution.telematikId(),
        organisation,
        institution.name(),
        institution.professionOid(),
        now);
  }

  /** The card was seen again. */
  void proved(Institution institution, Instant now) {
    db.update(
        "UPDATE organisation_identity SET name = ?, profession_oid = ?, proved_at = ?,"
            + " inactive_since = NULL, noticed_at = NULL WHERE telematik_id = ?",
        institution.name(),
        institution.professionOid(),
        now,
        institution.telematikId());
  }

  void deleteIdentity(String telematikId) {
    db.update("DELETE FROM organisation_identity WHERE telematik_id = ?", telematikId);
  }

  Optional<OrganisationIdentity> identity(String telematikId) {
    return db.find(IDENTITY + " WHERE telematik_id = ?", OrganisationStore::map, telematikId);
  }

  List<OrganisationIdentity> identities(long organisation) {
    return db.query(
        IDENTITY + " WHERE organisation_id = ? ORDER BY proved_at, telematik_id",
        OrganisationStore::map,
        organisation);
  }

  /** Those whose inactivity began before the given time. */
  List<OrganisationIdentity> inactiveSince(Instant before) {
    return db.query(IDENTITY + " WHERE inactive_since <= ?", OrganisationStore::map, before);
  }

  /** Holds the first time that it was seen inactive; false when it was already. */
  boolean inactive(String telematikId, Instant now) {
    return db.update(
            "UPDATE organisation_identity SET inactive_since = ?"
                + " WHERE telematik_id = ? AND inactive_since IS NULL",
            now,
            telematikId)
        == 1;
  }

  /** Where the organisation wants to be told by mail. */
  Optional<String> contact(long organisation) {
    return db.get(
        "SELECT contact_mail FROM organisation WHERE id = ?",
        row -> row.findString("contact_mail"),
        organisation);
  }

  void contact(long organisation, Optional<String> address) {
    db.update("UPDATE organisation SET contact_mail = ? WHERE id = ?", address, organisation);
  }

  /** All others are active again, unless they have been seen inactive in this check. */
  void activeBut(Instant checked, List<String> inactive) {
    for (OrganisationIdentity one : inactiveSince(checked)) {
      if (!inactive.contains(one.telematikId())) {
        db.update(
            "UPDATE organisation_identity SET inactive_since = NULL, noticed_at = NULL"
                + " WHERE telematik_id = ?",
            one.telematikId());
      }
    }
  }

  void accept(long organisation, ContractDocument document, String by, Instant now) {
    if (!db.exists(
        "SELECT 1 FROM contract_acceptance WHERE organisation_id = ? AND document = ?"
            + " AND document_version = ?",
        organisation,
        document.id(),
        document.version())) {
      db.update(
          "INSERT INTO contract_acceptance (organisation_id, document, document_version,"
              + " accepted_by, accepted_at) VALUES (?, ?, ?, ?, ?)",
          organisation,
          document.id(),
          document.version(),
          by,
          now);
    }
  }

  List<Acceptance> acceptances(long organisation) {
    return db.query(
        "SELECT document, document_version, accepted_by, accepted_at FROM contract_acceptance"
            + " WHERE organisation_id = ? ORDER BY accepted_at, document",
        row ->
            new Acceptance(
                row.string("document"),
                row.string("document_version"),
                row.string("accepted_by"),
                Instant.ofEpochMilli(row.number("accepted_at"))),
        organisation);
  }

  /** Whether the caller is the one to ask now: nobody asked since the given time. */
  boolean claimAsking(Instant now, Instant since) {
    return db.update(
            "UPDATE registration_check SET asked_at = ? WHERE id = 1 AND asked_at <= ?", now, since)
        > 0;
  }

  private static OrganisationIdentity map(Row row) {
    return new OrganisationIdentity(
        row.string("telematik_id"),
        row.number("organisation_id"),
        row.string("name"),
        row.string("profession_oid"),
        Instant.ofEpochMilli(row.number("proved_at")),
        row.findNumber("inactive_since").map(Instant::ofEpochMilli));
  }
}
