package org.konsil.e2ee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** Whose keys of other servers we hold, and whether they are still right. */
@ApplicationScoped
class RemoteDeviceListStore {
  @Inject private Db db;

  protected RemoteDeviceListStore() {}

  RemoteDeviceListStore(Db db) {
    this.db = db;
  }

  /** Those that were ever fetched; true for the ones that are fresh. */
  Map<UserId, Boolean> known(Collection<UserId> users) {
    Map<UserId, Boolean> known = new HashMap<>();
    db.query(
        "SELECT user_id, is_fresh FROM remote_device_list WHERE user_id = ANY(?)",
        row -> known.put(new UserId(row.string("user_id")), row.flag("is_fresh")),
        (Object) users.stream().map(UserId::value).toArray(String[]::new));
    return known;
  }

  void setFresh(UserId user) {
    db.upsert(
        "UPDATE remote_device_list SET is_fresh = TRUE WHERE user_id = ?",
        new Object[] {user},
        "INSERT INTO remote_device_list (user_id, is_fresh) VALUES (?, TRUE)",
        new Object[] {user});
  }

  void setStale(Collection<UserId> users) {
    db.update(
        "UPDATE remote_device_list SET is_fresh = FALSE WHERE is_fresh AND user_id = ANY(?)",
        (Object) users.stream().map(UserId::value).toArray(String[]::new));
  }
}
