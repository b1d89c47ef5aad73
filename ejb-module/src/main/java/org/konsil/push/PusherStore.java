package org.konsil.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Pushers of users. */
@ApplicationScoped
class PusherStore {
  private static final String SELECT =
      "SELECT pusher_id, user_id, set_at, pushkey, kind, app_id, app_display_name,"
          + " device_display_name, profile_tag, lang, data FROM pusher";

  @Inject private Db db;

  protected PusherStore() {}

  PusherStore(Db db) {
    this.db = db;
  }

  /** A pusher with our own number of it. */
  record StoredPusher(long id, UserId user, Instant setAt, Pusher pusher) {}

  List<StoredPusher> ofUser(UserId user) {
    return db.query(SELECT + " WHERE user_id = ? ORDER BY pusher_id", PusherStore::stored, user);
  }

  Optional<StoredPusher> find(long id) {
    return db.find(SELECT + " WHERE pusher_id = ?", PusherStore::stored, id);
  }

  /** The numbers of all pushers by their users. */
  Map<UserId, List<Long>> all() {
    Map<UserId, List<Long>> ids = new HashMap<>();
    db.query(
            "SELECT user_id, pusher_id FROM pusher",
            row -> Map.entry(new UserId(row.string("user_id")), row.number("pusher_id")))
        .forEach(e -> ids.computeIfAbsent(e.getKey(), u -> new ArrayList<>()).add(e.getValue()));
    return ids;
  }

  void put(UserId user, String deviceId, Pusher p, Instant now) {
    int inserted =
        db.update(
            "INSERT INTO pusher (user_id, device_id, app_id, pushkey, kind, app_display_name,"
                + " device_display_name, profile_tag, lang, data, set_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            user,
            deviceId,
            p.appId(),
            p.pushkey(),
            p.kind(),
            p.appDisplayName(),
            p.deviceDisplayName(),
            p.profileTag(),
            p.lang(),
            p.data(),
            now);
    if (inserted == 0) {
      db.update(
          "UPDATE pusher SET device_id = ?, kind = ?, app_display_name = ?,"
              + " device_display_name = ?, profile_tag = ?, lang = ?, data = ?, set_at = ?"
              + " WHERE user_id = ? AND app_id = ? AND pushkey = ?",
          deviceId,
          p.kind(),
          p.appDisplayName(),
          p.deviceDisplayName(),
          p.profileTag(),
          p.lang(),
          p.data(),
          now,
          user,
          p.appId(),
          p.pushkey());
    }
  }

  void delete(UserId user, String appId, String pushkey) {
    db.update(
        "DELETE FROM pusher WHERE user_id = ? AND app_id = ? AND pushkey = ?",
        user,
        appId,
        pushkey);
  }

  /** The app on this device belongs to somebody else now. */
  void deleteOfOthers(UserId user, String appId, String pushkey) {
    db.update(
        "DELETE FROM pusher WHERE user_id <> ? AND app_id = ? AND pushkey = ?",
        user,
        appId,
        pushkey);
  }

  void delete(long id) {
    db.update("DELETE FROM pusher WHERE pusher_id = ?", id);
  }

  void deleteDevice(UserId user, String deviceId) {
    db.update("DELETE FROM pusher WHERE user_id = ? AND device_id = ?", user, deviceId);
  }

  void deleteUser(UserId user) {
    db.update("DELETE FROM pusher WHERE user_id = ?", user);
  }

  private static StoredPusher stored(Row row) {
    return new StoredPusher(
        row.number("pusher_id"),
        new UserId(row.string("user_id")),
        Instant.ofEpochMilli(row.number("set_at")),
        new Pusher(
            row.string("pushkey"),
            row.string("kind"),
            row.string("app_id"),
            row.string("app_display_name"),
            row.string("device_display_name"),
            row.string("profile_tag"),
            row.string("lang"),
            row.json("data")));
  }
}
