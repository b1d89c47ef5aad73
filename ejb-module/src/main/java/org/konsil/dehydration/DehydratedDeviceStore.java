package org.konsil.dehydration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceDeleted;
import org.konsil.storage.Db;

/** The one dehydrated device of a user. */
@ApplicationScoped
class DehydratedDeviceStore {
  @Inject private Db db;

  protected DehydratedDeviceStore() {}

  DehydratedDeviceStore(Db db) {
    this.db = db;
  }

  Optional<DehydratedDevice> find(UserId user) {
    return db.find(
        "SELECT device_id, device_data FROM dehydrated_device WHERE user_id = ?",
        row -> new DehydratedDevice(row.string("device_id"), row.json("device_data")),
        user);
  }

  void put(UserId user, DehydratedDevice device) {
    int inserted =
        db.update(
            "INSERT INTO dehydrated_device (user_id, device_id, device_data) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            user,
            device.deviceId(),
            device.deviceData());
    if (inserted == 0) {
      db.update(
          "UPDATE dehydrated_device SET device_id = ?, device_data = ? WHERE user_id = ?",
          device.deviceId(),
          device.deviceData(),
          user);
    }
  }

  /** However a device is removed, it is no dehydrated one any more. */
  void deviceDeleted(@Observes DeviceDeleted event) {
    db.update(
        "DELETE FROM dehydrated_device WHERE user_id = ? AND device_id = ?",
        event.user(),
        event.deviceId());
  }
}
