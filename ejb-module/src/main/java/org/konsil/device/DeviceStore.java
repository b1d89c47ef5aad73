package org.konsil.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class DeviceStore {
  private Db db;

  DeviceStore() {}

  @Inject
  DeviceStore(Db db) {
    this.db = db;
  }

  /** A device as stored. */
  record StoredDevice(String deviceId, Optional<String> displayName) {}

  List<StoredDevice> all(UserId user) {
    return db.query(
        "SELECT device_id, display_name FROM device WHERE user_id = ? ORDER BY created_at, device_id",
        row -> new StoredDevice(row.string("device_id"), row.findString("display_name")),
        user);
  }

  Map<UserId, List<StoredDevice>> ofUsers(Collection<UserId> users) {
    Map<UserId, List<StoredDevice>> found = new LinkedHashMap<>();
    db.query(
            "SELECT user_id, device_id, display_name FROM device WHERE user_id = ANY(?)"
                + " ORDER BY user_id, created_at, device_id",
            row ->
                Map.entry(
                    new UserId(row.string("user_id")),
                    new StoredDevice(row.string("device_id"), row.findString("display_name"))),
            (Object) users.stream().map(UserId::value).toArray(String[]::new))
        .forEach(
            row -> found.computeIfAbsent(row.getKey(), u -> new ArrayList<>()).add(row.getValue()));
    return found;
  }

  Optional<StoredDevice> find(UserId user, String deviceId) {
    return db.find(
        "SELECT device_id, display_name FROM device WHERE user_id = ? AND device_id = ?",
        row -> new StoredDevice(row.string("device_id"), row.findString("display_name")),
        user,
        deviceId);
  }

  /** False when the user has the device already. */
  boolean insert(UserId user, String deviceId, Optional<String> displayName, Instant now) {
    return db.update(
            "INSERT INTO device (user_id, device_id, display_name, created_at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            user,
            deviceId,
            displayName,
            now)
        == 1;
  }

  boolean rename(UserId user, String deviceId, Optional<String> displayName) {
    return db.update(
            "UPDATE device SET display_name = ? WHERE user_id = ? AND device_id = ?",
            displayName,
            user,
            deviceId)
        == 1;
  }

  boolean delete(UserId user, String deviceId) {
    return db.update("DELETE FROM device WHERE user_id = ? AND device_id = ?", user, deviceId) == 1;
  }
}
