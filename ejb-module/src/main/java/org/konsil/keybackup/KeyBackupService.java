package org.konsil.keybackup;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;

/**
 * A user's encrypted session keys, kept for the user's future devices. Keys are written to the
 * newest version alone, under its row lock.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups">Server-side
 *     key backups</a>
 */
@Stateless
public class KeyBackupService {
  /** Most keys in one request, and the largest key in bytes. */
  static final int MAX_KEYS = 10_000;

  static final int MAX_SESSION = 16 * 1024;

  /** Largest auth_data in bytes. */
  static final int MAX_AUTH_DATA = 64 * 1024;

  private static final int MAX_NAME = 255;

  @Inject private KeyBackupStore store;

  public KeyBackupService() {}

  KeyBackupService(KeyBackupStore store) {
    this.store = store;
  }

  /** Makes a new version, which becomes the current one. */
  public String createVersion(Requester requester, BackupVersionRequest request) {
    check(request);
    for (int attempt = 0; attempt < MAX_NAME; attempt++) {
      Optional<Long> version =
          store.insert(requester.user(), request.algorithm(), request.authData());
      if (version.isPresent()) {
        return Long.toString(version.get());
      }
    }
    throw MatrixException.unknown("Too many backups are made at once").status(503);
  }

  /** The newest version. {@code M_NOT_FOUND} when there is none. */
  public BackupVersion currentVersion(Requester requester) {
    return store
        .findCurrent(requester.user())
        .map(KeyBackupService::version)
        .orElseThrow(() -> MatrixException.notFound("No current backup version"));
  }

  /** The named version. {@code M_NOT_FOUND} when it does not exist or was deleted. */
  public BackupVersion version(Requester requester, String version) {
    return version(existing(store.find(requester.user(), number(version))));
  }

  /** Replaces a version's auth_data; nothing else of it can change. */
  public void updateVersion(Requester requester, String version, BackupVersionRequest request) {
    check(request);
    if (request.version() != null && !request.version().equals(version)) {
      throw MatrixException.invalidParam("The version in the body is not the one in the path");
    }
    KeyBackupStore.Backup backup = existing(store.lock(requester.user(), number(version)));
    if (!backup.algorithm().equals(request.algorithm())) {
      throw MatrixException.invalidParam("The algorithm does not match");
    }
    store.updateAuthData(requester.user(), backup.version(), request.authData());
  }

  /** Deletes a version and its keys. Deleting it again succeeds. */
  public void deleteVersion(Requester requester, String version) {
    KeyBackupStore.Backup backup =
        store.lock(requester.user(), number(version)).orElseThrow(KeyBackupService::unknownVersion);
    store.deleteVersion(requester.user(), backup.version());
  }

  /**
   * Stores keys, each unless a better one is there.
   *
   * @throws MatrixException M_WRONG_ROOM_KEYS_VERSION with {@code current_version} when the version
   *     is not the newest; M_NOT_FOUND when there is none; M_BAD_JSON; M_TOO_LARGE
   */
  public BackupUpdate putKeys(Requester requester, String version, BackupKeys keys) {
    Map<KeyBackupStore.SessionKey, BackupSession> given = flatten(keys);
    KeyBackupStore.Backup backup = lockCurrent(requester, version);
    Map<KeyBackupStore.SessionKey, BackupSession> stored =
        store.sessions(requester.user(), backup.version(), given.keySet());
    Map<KeyBackupStore.SessionKey, BackupSession> fresh = new LinkedHashMap<>();
    Map<KeyBackupStore.SessionKey, BackupSession> better = new LinkedHashMap<>();
    given.forEach(
        (key, session) -> {
          if (!stored.containsKey(key)) {
            fresh.put(key, session);
          } else if (session.replaces(stored.get(key))) {
            better.put(key, session);
          }
        });
    store.insert(requester.user(), backup.version(), fresh);
    store.update(requester.user(), backup.version(), better);
    return changed(requester, backup, fresh.size(), !fresh.isEmpty() || !better.isEmpty());
  }

  /** As {@link #putKeys}, for one room. */
  public BackupUpdate putRoomKeys(
      Requester requester, String version, String room, BackupKeys.RoomKeys keys) {
    return putKeys(requester, version, new BackupKeys(Map.of(room, keys)));
  }

  /** Stores one key, unless a better one is there. */
  public BackupUpdate putKey(
      Requester requester, String version, String room, String session, BackupSession key) {
    Map<String, BackupSession> sessions = new LinkedHashMap<>();
    sessions.put(session, key);
    return putRoomKeys(requester, version, room, new BackupKeys.RoomKeys(sessions));
  }

  /** All keys of a version. */
  public BackupKeys keys(Requester requester, String version) {
    KeyBackupStore.Backup backup = existing(store.find(requester.user(), number(version)));
    Map<String, BackupKeys.RoomKeys> rooms = new LinkedHashMap<>();
    store
        .all(requester.user(), backup.version())
        .forEach(
            entry ->
                rooms
                    .computeIfAbsent(
                        entry.getKey().room(),
                        room -> new BackupKeys.RoomKeys(new LinkedHashMap<>()))
                    .sessions()
                    .put(entry.getKey().session(), entry.getValue()));
    return new BackupKeys(rooms);
  }

  /** The keys of one room; none is an empty answer. */
  public BackupKeys.RoomKeys roomKeys(Requester requester, String version, String room) {
    KeyBackupStore.Backup backup = existing(store.find(requester.user(), number(version)));
    Map<String, BackupSession> sessions = new LinkedHashMap<>();
    store
        .ofRoom(requester.user(), backup.version(), room)
        .forEach(entry -> sessions.put(entry.getKey().session(), entry.getValue()));
    return new BackupKeys.RoomKeys(sessions);
  }

  /** One key. {@code M_NOT_FOUND} when it is not in the version. */
  public BackupSession key(Requester requester, String version, String room, String session) {
    KeyBackupStore.Backup backup = existing(store.find(requester.user(), number(version)));
    return store
        .find(requester.user(), backup.version(), new KeyBackupStore.SessionKey(room, session))
        .orElseThrow(() -> MatrixException.notFound("Key not found"));
  }

  public BackupUpdate deleteKeys(Requester requester, String version) {
    return delete(
        requester, version, backup -> store.deleteAll(requester.user(), backup.version()));
  }

  public BackupUpdate deleteRoomKeys(Requester requester, String version, String room) {
    return delete(
        requester, version, backup -> store.deleteRoom(requester.user(), backup.version(), room));
  }

  public BackupUpdate deleteKey(Requester requester, String version, String room, String session) {
    KeyBackupStore.SessionKey key = new KeyBackupStore.SessionKey(room, session);
    return delete(
        requester, version, backup -> store.delete(requester.user(), backup.version(), key));
  }

  private BackupUpdate delete(
      Requester requester, String version, ToIntFunction<KeyBackupStore.Backup> deletion) {
    KeyBackupStore.Backup backup = existing(store.lock(requester.user(), number(version)));
    int deleted = deletion.applyAsInt(backup);
    return changed(requester, backup, -deleted, deleted > 0);
  }

  private BackupUpdate changed(
      Requester requester, KeyBackupStore.Backup backup, int added, boolean changed) {
    long etag = changed ? backup.etag() + 1 : backup.etag();
    long count = backup.count() + added;
    if (changed) {
      store.updateCount(requester.user(), backup.version(), etag, count);
    }
    return new BackupUpdate(Long.toString(etag), count);
  }

  private KeyBackupStore.Backup lockCurrent(Requester requester, String version) {
    KeyBackupStore.Backup current =
        store.findCurrent(requester.user()).orElseThrow(KeyBackupService::unknownVersion);
    if (current.version() != number(version)) {
      throw MatrixException.of(ErrorCode.M_WRONG_ROOM_KEYS_VERSION, "Wrong backup version")
          .with("current_version", Long.toString(current.version()));
    }
    return existing(store.lock(requester.user(), current.version()));
  }

  private static KeyBackupStore.Backup existing(Optional<KeyBackupStore.Backup> backup) {
    return backup.filter(b -> !b.deleted()).orElseThrow(KeyBackupService::unknownVersion);
  }

  private static MatrixException unknownVersion() {
    return MatrixException.notFound("Unknown backup version");
  }

  private static long number(String version) {
    if (version == null || version.isEmpty()) {
      throw MatrixException.missingParam("version is missing");
    }
    boolean isNumber =
        version.length() <= 18 && version.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(version) : -1;
  }

  private static BackupVersion version(KeyBackupStore.Backup backup) {
    return new BackupVersion(
        backup.algorithm(),
        backup.authData(),
        backup.count(),
        Long.toString(backup.etag()),
        Long.toString(backup.version()));
  }

  private static void check(BackupVersionRequest request) {
    if (request.algorithm() == null || request.authData() == null) {
      throw MatrixException.missingParam("algorithm and auth_data are required");
    }
    if (request.algorithm().length() > MAX_NAME
        || Json.bytes(request.authData()).length > MAX_AUTH_DATA) {
      throw MatrixException.tooLarge("The backup's description is too large");
    }
  }

  private static Map<KeyBackupStore.SessionKey, BackupSession> flatten(BackupKeys keys) {
    if (keys.rooms() == null) {
      throw MatrixException.missingParam("rooms is missing");
    }
    Map<KeyBackupStore.SessionKey, BackupSession> flat = new LinkedHashMap<>();
    keys.rooms()
        .forEach(
            (room, ofRoom) -> {
              if (ofRoom == null || ofRoom.sessions() == null) {
                throw MatrixException.missingParam("sessions is missing");
              }
              ofRoom.sessions().forEach((id, session) -> flat.put(key(room, id), checked(session)));
            });
    if (flat.size() > MAX_KEYS) {
      throw MatrixException.tooLarge("Too many keys in one request");
    }
    return flat;
  }

  private static KeyBackupStore.SessionKey key(String room, String session) {
    if (room.length() > MAX_NAME || session.length() > MAX_NAME) {
      throw MatrixException.tooLarge("A room or session id is too long");
    }
    return new KeyBackupStore.SessionKey(room, session);
  }

  private static BackupSession checked(BackupSession session) {
    if (session == null || !session.isComplete()) {
      throw MatrixException.badJson("A key is incomplete");
    }
    if (CanonicalJson.encode(session.sessionData()).length > MAX_SESSION) {
      throw MatrixException.tooLarge("A key is too large");
    }
    return session;
  }
}
