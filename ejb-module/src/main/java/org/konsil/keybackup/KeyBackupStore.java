package org.konsil.keybackup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Versions of key backups and the encrypted keys in them. */
@ApplicationScoped
class KeyBackupStore {
  private static final String COLUMNS =
      "SELECT version, algorithm, auth_data, etag, session_count, deleted FROM key_backup";
  private static final String VERSION = " WHERE user_id = ? AND version = ?";
  private static final String SESSION = VERSION + " AND room_id = ? AND session_id = ?";

  @Inject private Db db;

  protected KeyBackupStore() {}

  KeyBackupStore(Db db) {
    this.db = db;
  }

  record Backup(
      long version,
      String algorithm,
      ObjectNode authData,
      long etag,
      long count,
      boolean deleted) {}

  record SessionKey(String room, String session) {}

  Optional<Backup> find(UserId user, long version) {
    return db.find(COLUMNS + VERSION, KeyBackupStore::backup, user, version);
  }

  Optional<Backup> findCurrent(UserId user) {
    return db.find(
        COLUMNS + " WHERE user_id = ? AND deleted = FALSE ORDER BY version DESC LIMIT 1",
        KeyBackupStore::backup,
        user);
  }

  /** Takes the row lock of a version, so that its count, etag and keys change together. */
  Optional<Backup> lock(UserId user, long version) {
    return db.find(COLUMNS + VERSION + " FOR UPDATE", KeyBackupStore::backup, user, version);
  }

  /**
   * Makes the next version.
   *
   * @return its number, or empty when another request has just taken it
   */
  Optional<Long> insert(UserId user, String algorithm, ObjectNode authData) {
    long version =
        db.get(
            "SELECT COALESCE(MAX(version), 0) + 1 AS next FROM key_backup WHERE user_id = ?",
            row -> row.number("next"),
            user);
    int inserted =
        db.update(
            "INSERT INTO key_backup"
                + " (user_id, version, algorithm, auth_data, etag, session_count, deleted)"
                + " VALUES (?, ?, ?, ?, 0, 0, FALSE) ON CONFLICT DO NOTHING",
            user,
            version,
            algorithm,
            authData);
    return inserted == 1 ? Optional.of(version) : Optional.empty();
  }

  void updateAuthData(UserId user, long version, ObjectNode authData) {
    db.update("UPDATE key_backup SET auth_data = ?" + VERSION, authData, user, version);
  }

  void updateCount(UserId user, long version, long etag, long count) {
    db.update(
        "UPDATE key_backup SET etag = ?, session_count = ?" + VERSION, etag, count, user, version);
  }

  /** Deletes the keys; the version's number stays taken. */
  void deleteVersion(UserId user, long version) {
    db.update("UPDATE key_backup SET deleted = TRUE, session_count = 0" + VERSION, user, version);
    db.update("DELETE FROM key_backup_session" + VERSION, user, version);
  }

  void deleteUser(UserId user) {
    db.update("DELETE FROM key_backup_session WHERE user_id = ?", user);
    db.update("DELETE FROM key_backup WHERE user_id = ?", user);
  }

  /** The stored keys of the named sessions. */
  Map<SessionKey, BackupSession> sessions(UserId user, long version, Set<SessionKey> keys) {
    Map<SessionKey, BackupSession> found = new HashMap<>();
    query(
            user,
            version,
            " AND room_id = ANY(?) AND session_id = ANY(?)",
            keys.stream().map(SessionKey::room).distinct().toArray(String[]::new),
            keys.stream().map(SessionKey::session).distinct().toArray(String[]::new))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  List<Map.Entry<SessionKey, BackupSession>> all(UserId user, long version) {
    return query(user, version, "");
  }

  List<Map.Entry<SessionKey, BackupSession>> ofRoom(UserId user, long version, String room) {
    return query(user, version, " AND room_id = ?", room);
  }

  Optional<BackupSession> find(UserId user, long version, SessionKey key) {
    return query(user, version, " AND room_id = ? AND session_id = ?", key.room(), key.session())
        .stream()
        .findFirst()
        .map(Map.Entry::getValue);
  }

  void insert(UserId user, long version, Map<SessionKey, BackupSession> sessions) {
    db.batch(
        "INSERT INTO key_backup_session (first_message_index, forwarded_count, is_verified,"
            + " session_data, user_id, version, room_id, session_id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows(user, version, sessions));
  }

  void update(UserId user, long version, Map<SessionKey, BackupSession> sessions) {
    db.batch(
        "UPDATE key_backup_session SET first_message_index = ?, forwarded_count = ?,"
            + " is_verified = ?, session_data = ?"
            + SESSION,
        rows(user, version, sessions));
  }

  int deleteAll(UserId user, long version) {
    return db.update("DELETE FROM key_backup_session" + VERSION, user, version);
  }

  int deleteRoom(UserId user, long version, String room) {
    return db.update(
        "DELETE FROM key_backup_session" + VERSION + " AND room_id = ?", user, version, room);
  }

  int delete(UserId user, long version, SessionKey key) {
    return db.update(
        "DELETE FROM key_backup_session" + SESSION, user, version, key.room(), key.session());
  }

  private static List<Object[]> rows(
      UserId user, long version, Map<SessionKey, BackupSession> sessions) {
    return sessions.entrySet().stream()
        .map(
            entry ->
                new Object[] {
                  entry.getValue().firstMessageIndex(),
                  entry.getValue().forwardedCount(),
                  entry.getValue().isVerified(),
                  entry.getValue().sessionData(),
                  user,
                  version,
                  entry.getKey().room(),
                  entry.getKey().session()
                })
        .toList();
  }

  private List<Map.Entry<SessionKey, BackupSession>> query(
      UserId user, long version, String condition, Object... more) {
    Object[] args = new Object[more.length + 2];
    args[0] = user;
    args[1] = version;
    System.arraycopy(more, 0, args, 2, more.length);
    return db.query(
        "SELECT room_id, session_id, first_message_index, forwarded_count, is_verified,"
            + " session_data FROM key_backup_session"
            + VERSION
            + condition
            + " ORDER BY room_id, session_id",
        row ->
            Map.entry(
                new SessionKey(row.string("room_id"), row.string("session_id")),
                new BackupSession(
                    row.number("first_message_index"),
                    row.number("forwarded_count"),
                    row.flag("is_verified"),
                    row.json("session_data"))),
        args);
  }

  private static Backup backup(Row row) {
    return new Backup(
        row.number("version"),
        row.string("algorithm"),
        row.json("auth_data"),
        row.number("etag"),
        row.number("session_count"),
        row.flag("deleted"));
  }
}
