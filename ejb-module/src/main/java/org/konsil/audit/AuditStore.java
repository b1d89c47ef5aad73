package org.konsil.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class AuditStore {
  private static final String COLUMNS =
      "number, at, actor, act, object, details, previous_hash, hash";

  private Db db;

  AuditStore() {}

  @Inject
  AuditStore(Db db) {
    this.db = db;
  }

  /** The last entry of a chain. */
  record Head(long number, String hash) {}

  /** Locks the end of the domain's chain until the transaction ends. */
  Head lockHead(ServerName domain) {
    db.update(
        "INSERT INTO audit_head (server_name, number, hash) VALUES (?, 0, '')"
            + " ON CONFLICT DO NOTHING",
        domain);
    return db.get(
        "SELECT number, hash FROM audit_head WHERE server_name = ? FOR UPDATE",
        row -> new Head(row.number("number"), row.string("hash")),
        domain);
  }

  Head head(ServerName domain) {
    return db.find(
            "SELECT number, hash FROM audit_head WHERE server_name = ?",
            row -> new Head(row.number("number"), row.string("hash")),
            domain)
        .orElse(new Head(0, ""));
  }

  void append(ServerName domain, AuditEntry entry) {
    db.update(
        "INSERT INTO audit_entry (server_name, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        domain,
        entry.number(),
        entry.at(),
        entry.actor(),
        entry.act(),
        entry.object(),
        entry.details(),
        entry.previousHash(),
        entry.hash());
    db.update(
        "UPDATE audit_head SET number = ?, hash = ? WHERE server_name = ?",
        entry.number(),
        entry.hash(),
        domain);
  }

  /** Entries after a number, oldest first. */
  List<AuditEntry> after(ServerName domain, long number, int count) {
    return db.query(
        "SELECT "
            + COLUMNS
            + " FROM audit_entry WHERE server_name = ? AND number > ? ORDER BY number LIMIT ?",
        AuditStore::entry,
        domain,
        number,
        count);
  }

  /** A page of entries, newest first. */
  List<AuditEntry> page(ServerName domain, int first, int count) {
    return db.query(
        "SELECT "
            + COLUMNS
            + " FROM audit_entry WHERE server_name = ? ORDER BY number DESC LIMIT ? OFFSET ?",
        AuditStore::entry,
        domain,
        count,
        first);
  }

  private static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.number("number"),
        Instant.ofEpochMilli(row.number("at")),
        row.string("actor"),
        row.string("act"),
        row.string("object"),
        row.json("details"),
        row.string("previous_hash"),
        row.string("hash"));
  }
}
