package org.konsil.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class DeviceListStore {
  private Db db;

  DeviceListStore() {}

  @Inject
  DeviceListStore(Db db) {
    this.db = db;
  }

  void insert(long position, UserId user) {
    db.update("INSERT INTO device_list_change (stream_id, user_id) VALUES (?, ?)", position, user);
  }

  Set<UserId> changed(Collection<UserId> users, long after, long upTo) {
    return new LinkedHashSet<>(
        db.query(
            "SELECT DISTINCT user_id FROM device_list_change"
                + " WHERE stream_id > ? AND stream_id <= ? AND user_id = ANY(?) ORDER BY user_id",
            row -> UserId.parse(row.string("user_id")),
            after,
            upTo,
            users.stream().map(UserId::value).toArray(String[]::new)));
  }

  Set<UserId> changed(long after, long upTo) {
    return new LinkedHashSet<>(
        db.query(
            "SELECT DISTINCT user_id FROM device_list_change"
                + " WHERE stream_id > ? AND stream_id <= ? ORDER BY user_id",
            row -> UserId.parse(row.string("user_id")),
            after,
            upTo));
  }

  long latest(UserId user) {
    return db.find(
            "SELECT MAX(stream_id) AS latest FROM device_list_change WHERE user_id = ?",
            row -> row.number("latest"),
            user)
        .orElse(0L);
  }
}
