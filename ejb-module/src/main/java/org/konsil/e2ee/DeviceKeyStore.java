package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** Device keys, one row a device. */
@ApplicationScoped
class DeviceKeyStore {
  private static final String DEVICE = " WHERE user_id = ? AND device_id = ?";

  @Inject private Db db;

  protected DeviceKeyStore() {}

  DeviceKeyStore(Db db) {
    this.db = db;
  }

  record DeviceKeys(UserId user, String deviceId, ObjectNode keys) {}

  Optional<ObjectNode> find(UserId user, String deviceId) {
    return db.find(
        "SELECT keys FROM device_keys" + DEVICE, row -> row.json("keys"), user, deviceId);
  }

  List<DeviceKeys> ofUsers(Collection<UserId> users) {
    return db.query(
        "SELECT user_id, device_id, keys FROM device_keys WHERE user_id = ANY(?)"
            + " ORDER BY user_id, device_id",
        row ->
            new DeviceKeys(
                new UserId(row.string("user_id")), row.string("device_id"), row.json("keys")),
        (Object) users.stream().map(UserId::value).toArray(String[]::new));
  }

  void put(UserId user, String deviceId, ObjectNode keys, long streamId) {
    int inserted =
        db.update(
            "INSERT INTO device_keys (user_id, device_id, keys, stream_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            user,
            deviceId,
            keys,
            streamId);
    if (inserted == 0) {
      db.update(
          "UPDATE device_keys SET keys = ?, stream_id = ?" + DEVICE,
          keys,
          streamId,
          user,
          deviceId);
    }
  }

  void deleteAll(UserId user) {
    db.update("DELETE FROM device_keys WHERE user_id = ?", user);
  }

  boolean delete(UserId user, String deviceId) {
    return db.update("DELETE FROM device_keys" + DEVICE, user, deviceId) > 0;
  }
}
