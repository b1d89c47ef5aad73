package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class StockDataStore {
  private static final String SELECT =
      "SELECT counted_month, taken_at, services, users, active_users FROM stock_data";

  @Inject private Db db;

  /** What was counted at a time. */
  record Counted(Instant takenAt, long services, long users, long activeUsers) {}

  /** What still has to be delivered, by its month. */
  record Undelivered(String month, Counted counted) {}

  boolean exists(String month) {
    return db.exists("SELECT 1 FROM stock_data WHERE counted_month = ?", month);
  }

  /** The first node's counts. */
  void insert(String month, Counted counted) {
    db.update(
        "INSERT INTO stock_data (counted_month, taken_at, services, users, active_users, tried_at)"
            + " VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
        month,
        counted.takenAt(),
        counted.services(),
        counted.users(),
        counted.activeUsers());
  }

  List<Counted> newest(int most) {
    return db.query(SELECT + " ORDER BY counted_month DESC LIMIT " + most, StockDataStore::counted);
  }

  /** The oldest month that nobody has taken, for the caller alone to deliver until then. */
  Optional<Undelivered> claim(Instant now, Instant triedBefore) {
    return db.find(
            SELECT + " WHERE delivered_at IS NULL AND tried_at <= ? ORDER BY counted_month LIMIT 1",
            row -> new Undelivered(row.string("counted_month"), counted(row)),
            triedBefore)
        .filter(
            found ->
                db.update(
                        "UPDATE stock_data SET tried_at = ? WHERE counted_month = ?"
                            + " AND delivered_at IS NULL AND tried_at <= ?",
                        now,
                        found.month(),
                        triedBefore)
                    == 1);
  }

  void delivered(String month, Instant now) {
    db.update("UPDATE stock_data SET delivered_at = ? WHERE counted_month = ?", now, month);
  }

  private static Counted counted(Row row) {
    return new Counted(
        Instant.ofEpochMilli(row.number("taken_at")),
        row.number("services"),
        row.number("users"),
        row.number("active_users"));
  }
}
