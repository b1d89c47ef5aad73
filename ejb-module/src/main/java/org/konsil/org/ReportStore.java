package org.konsil.org;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class ReportStore {
  private Db db;

  ReportStore() {}

  @Inject
  ReportStore(Db db) {
    this.db = db;
  }

  void insert(ServerName domain, Report report) {
    db.update(
        "INSERT INTO content_report"
            + " (server_name, kind, reporter, room_id, event_id, user_id, reason, received_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        domain,
        report.kind().name().toLowerCase(Locale.ROOT),
        report.reporter(),
        report.room(),
        report.event(),
        report.user(),
        report.reason(),
        report.receivedAt());
  }

  /** A page of the domain's reports: open ones first, then newest first. */
  List<Report> page(ServerName domain, int first, int count) {
    return db.query(
        "SELECT id, kind, reporter, room_id, event_id, user_id, reason, received_at, handled_at,"
            + " handled_by FROM content_report WHERE server_name = ?"
            + " ORDER BY CASE WHEN handled_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT ? OFFSET ?",
        ReportStore::report,
        domain,
        count,
        first);
  }

  long count(ServerName domain) {
    return db.get(
        "SELECT COUNT(*) AS n FROM content_report WHERE server_name = ?",
        row -> row.number("n"),
        domain);
  }

  long countOpen(ServerName domain) {
    return db.get(
        "SELECT COUNT(*) AS n FROM content_report WHERE server_name = ? AND handled_at IS NULL",
        row -> row.number("n"),
        domain);
  }

  /** False when the domain has no such report, or it was handled before. */
  boolean handle(ServerName domain, long id, UserId admin, Instant now) {
    return db.update(
            "UPDATE content_report SET handled_at = ?, handled_by = ?"
                + " WHERE server_name = ? AND id = ? AND handled_at IS NULL",
            now,
            admin,
            domain,
            id)
        == 1;
  }

  private static Report report(Row row) {
    return new Report(
        row.number("id"),
        Report.Kind.valueOf(row.string("kind").toUpperCase(Locale.ROOT)),
        UserId.parse(row.string("reporter")),
        row.findString("room_id").map(RoomId::parse),
        row.findString("event_id").map(EventId::parse),
        row.findString("user_id").map(UserId::parse),
        row.string("reason"),
        Instant.ofEpochMilli(row.number("received_at")),
        row.findNumber("handled_at").map(Instant::ofEpochMilli),
        row.findString("handled_by").map(UserId::parse));
  }
}
