package org.konsil.slidingsync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.storage.Db;

/** The table sliding_sync_position. */
@ApplicationScoped
class ConnectionStore {
  @Inject Db db;

  Optional<Told> find(Requester requester, String connection, long pos) {
    return db.find(
        "SELECT told FROM sliding_sync_position"
            + " WHERE user_id = ? AND device_id = ? AND conn_id = ? AND pos = ?",
        row -> Told.of(row.json("told")),
        requester.user(),
        requester.deviceId(),
        connection,
        pos);
  }

  /** The next position; an answer that never arrived is written over. */
  void write(Requester requester, String connection, long pos, Told told, Instant now) {
    db.update(
        "DELETE FROM sliding_sync_position"
            + " WHERE user_id = ? AND device_id = ? AND conn_id = ? AND pos <> ?",
        requester.user(),
        requester.deviceId(),
        connection,
        pos - 1);
    db.update(
        "INSERT INTO sliding_sync_position (user_id, device_id, conn_id, pos, told, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        requester.user(),
        requester.deviceId(),
        connection,
        pos,
        told.json(),
        now);
  }

  void deleteBefore(Instant limit) {
    db.update("DELETE FROM sliding_sync_position WHERE created_at < ?", limit);
  }
}
