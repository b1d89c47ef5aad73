package org.konsil.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.core.id.ServerName;
import org.konsil.storage.Db;

@ApplicationScoped
class ClientReportStore {
  @Inject private Db db;

  /**
   * One row a report and kind: adding up is for readers, so that reports never wait for each other.
   */
  void insert(ServerName domain, String month, UsageCount count) {
    db.update(
        "INSERT INTO client_report (server_name, report_month, direction, procedure_name,"
            + " procedure_version, events) VALUES (?, ?, ?, ?, ?, ?)",
        domain,
        month,
        count.direction(),
        count.procedure(),
        count.version(),
        count.events());
  }

  List<UsageCount> sums(ServerName domain, String month) {
    return db.query(
        "SELECT direction, procedure_name, procedure_version, SUM(events) AS events"
            + " FROM client_report WHERE server_name = ? AND report_month = ?"
            + " GROUP BY direction, procedure_name, procedure_version"
            + " ORDER BY direction, procedure_name, procedure_version",
        row ->
            new UsageCount(
                row.string("direction"),
                row.string("procedure_name"),
                row.string("procedure_version"),
                row.number("events")),
        domain,
        month);
  }
}
