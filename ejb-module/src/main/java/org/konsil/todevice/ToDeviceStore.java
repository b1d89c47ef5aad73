package org.konsil.todevice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** Messages that wait for a device, and the transaction ids that were seen. */
@ApplicationScoped
class ToDeviceStore {
  @Inject private Db db;

  protected ToDeviceStore() {}

  ToDeviceStore(Db db) {
    this.db = db;
  }

  record Waiting(UserId user, String deviceId, ObjectNode event) {}

  /**
   * Remembers a transaction id.
   *
   * @return false when the device has used it before
   */
  boolean firstTime(UserId sender, String deviceId, String txnId, Instant now) {
    return db.update(
            "INSERT INTO to_device_txn (user_id, device_id, txn_id, created_at)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            sender,
            deviceId,
            txnId,
            now)
        == 1;
  }

  void insert(List<Waiting> messages, long streamId) {
    db.batch(
        "INSERT INTO to_device_message (user_id, device_id, stream_id, event)"
            + " VALUES (?, ?, ?, ?)",
        messages.stream()
            .map(m -> new Object[] {m.user(), m.deviceId(), streamId, m.event()})
            .toList());
  }

  List<ToDeviceMessage> pending(UserId user, String deviceId, long after, long upTo, int limit) {
    return db.query(
        "SELECT stream_id, event FROM to_device_message"
            + " WHERE user_id = ? AND device_id = ? AND stream_id > ? AND stream_id <= ?"
            + " ORDER BY stream_id LIMIT ?",
        row -> new ToDeviceMessage(row.number("stream_id"), row.json("event")),
        user,
        deviceId,
        after,
        upTo,
        limit);
  }

  int deleteUpTo(UserId user, String deviceId, long upTo) {
    return db.update(
        "DELETE FROM to_device_message WHERE user_id = ? AND device_id = ? AND stream_id <= ?",
        user,
        deviceId,
        upTo);
  }

  void deleteDevice(UserId user, String deviceId) {
    db.update("DELETE FROM to_device_message WHERE user_id = ? AND device_id = ?", user, deviceId);
    db.update("DELETE FROM to_device_txn WHERE user_id = ? AND device_id = ?", user, deviceId);
  }

  int deleteTransactionsBefore(Instant time) {
    return db.update("DELETE FROM to_device_txn WHERE created_at < ?", time);
  }
}
