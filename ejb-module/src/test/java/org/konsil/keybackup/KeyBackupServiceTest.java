package org.konsil.keybackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class KeyBackupServiceTest extends StoreTest {
  private static final String ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2";
  private static final String ROOM = "!r:klinik.example";
  private static final String SESSION = "a/b+c=";

  @ParameterizedTest
  @CsvSource({
    // new: verified, index, forwarded; stored: the same; replaces?
    "true, 5, 5, false, 0, 0, true",
    "false, 0, 0, true, 5, 5, false",
    "true, 1, 5, true, 2, 0, true",
    "true, 2, 0, true, 1, 5, false",
    "false, 1, 0, false, 1, 1, true",
    "false, 1, 1, false, 1, 0, false",
    "true, 1, 1, true, 1, 1, false"
  })
  void theBetterKeyIsKept(
      boolean verified,
      long index,
      long forwarded,
      boolean storedVerified,
      long storedIndex,
      long storedForwarded,
      boolean replaces) {
    assertThat(
            session(verified, index, forwarded)
                .replaces(session(storedVerified, storedIndex, storedForwarded)))
        .isEqualTo(replaces);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void keysGoIntoTheNewestVersionAlone(Db db) {
    KeyBackupService backups = new KeyBackupService(new KeyBackupStore(db));
    Requester alice = someone();
    refused(ErrorCode.M_NOT_FOUND, () -> backups.currentVersion(alice));
    refused(ErrorCode.M_NOT_FOUND, () -> put(backups, alice, "1", session(true, 0, 0)));
    String first = create(backups, alice);
    String second = create(backups, alice);
    assertThat(second).isNotEqualTo(first);
    assertThat(backups.currentVersion(alice).version()).isEqualTo(second);
    assertThatThrownBy(() -> put(backups, alice, first, session(true, 0, 0)))
        .isInstanceOfSatisfying(
            MatrixException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.M_WRONG_ROOM_KEYS_VERSION);
              assertThat(e.body().get("current_version").textValue()).isEqualTo(second);
            });
    refused(ErrorCode.M_MISSING_PARAM, () -> put(backups, alice, null, session(true, 0, 0)));
    backups.deleteVersion(alice, second);
    backups.deleteVersion(alice, second);
    assertThat(backups.currentVersion(alice).version()).isEqualTo(first);
    refused(ErrorCode.M_NOT_FOUND, () -> backups.version(alice, second));
    refused(ErrorCode.M_NOT_FOUND, () -> backups.deleteVersion(alice, "77"));
    assertThat(create(backups, alice)).isNotIn(first, second);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void countAndEtagFollowEveryChange(Db db) {
    KeyBackupService backups = new KeyBackupService(new KeyBackupStore(db));
    Requester alice = someone();
    String version = create(backups, alice);
    BackupUpdate first = put(backups, alice, version, session(false, 3, 0));
    assertThat(first.count()).isEqualTo(1);
    BackupUpdate worse = put(backups, alice, version, session(false, 4, 0));
    assertThat(worse).isEqualTo(first);
    assertThat(backups.key(alice, version, ROOM, SESSION).firstMessageIndex()).isEqualTo(3);
    BackupUpdate better = put(backups, alice, version, session(true, 9, 9));
    assertThat(better.count()).isEqualTo(1);
    assertThat(better.etag()).isNotEqualTo(first.etag());
    assertThat(backups.key(alice, version, ROOM, SESSION)).isEqualTo(session(true, 9, 9));
    BackupVersion current = backups.currentVersion(alice);
    assertThat(current.count()).isEqualTo(1);
    assertThat(current.etag()).isEqualTo(better.etag());
    BackupUpdate none = backups.deleteKey(alice, version, ROOM, "other");
    assertThat(none).isEqualTo(better);
    assertThat(backups.deleteKey(alice, version, ROOM, SESSION).count()).isZero();
    refused(ErrorCode.M_NOT_FOUND, () -> backups.key(alice, version, ROOM, SESSION));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void manyKeysOfManyRoomsAreReadAsTheyWereWritten(Db db) {
    KeyBackupService backups = new KeyBackupService(new KeyBackupStore(db));
    Requester alice = someone();
    Requester bob = someone();
    String version = create(backups, alice);
    create(backups, bob);
    BackupKeys keys = new BackupKeys(new LinkedHashMap<>());
    for (String room : new String[] {"!a:x", "!b:x"}) {
      Map<String, BackupSession> sessions = new LinkedHashMap<>();
      sessions.put("1", session(true, 1, 0));
      sessions.put("2", session(false, 2, 0));
      keys.rooms().put(room, new BackupKeys.RoomKeys(sessions));
    }
    assertThat(backups.putKeys(alice, version, keys).count()).isEqualTo(4);
    assertThat(backups.keys(alice, version)).isEqualTo(keys);
    assertThat(backups.roomKeys(alice, version, "!a:x")).isEqualTo(keys.rooms().get("!a:x"));
    assertThat(backups.roomKeys(alice, version, "!none:x").sessions()).isEmpty();
    assertThat(backups.keys(bob, version).rooms()).isEmpty();
    assertThat(backups.deleteRoomKeys(alice, version, "!a:x").count()).isEqualTo(2);
    assertThat(backups.deleteKeys(alice, version).count()).isZero();
    refused(ErrorCode.M_NOT_FOUND, () -> backups.keys(alice, "9"));
    refused(ErrorCode.M_NOT_FOUND, () -> backups.keys(alice, "x"));
    refused(ErrorCode.M_MISSING_PARAM, () -> backups.keys(alice, null));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void onlyAuthDataOfAVersionCanChange(Db db) {
    KeyBackupService backups = new KeyBackupService(new KeyBackupStore(db));
    Requester alice = someone();
    String version = create(backups, alice);
    BackupVersionRequest change =
        new BackupVersionRequest(ALGORITHM, Json.object().put("public_key", "new"), version);
    backups.updateVersion(alice, version, change);
    assertThat(backups.version(alice, version).authData().get("public_key").textValue())
        .isEqualTo("new");
    refused(
        ErrorCode.M_INVALID_PARAM,
        () ->
            backups.updateVersion(
                alice, version, new BackupVersionRequest("other", Json.object(), null)));
    refused(
        ErrorCode.M_INVALID_PARAM,
        () ->
            backups.updateVersion(
                alice, version, new BackupVersionRequest(ALGORITHM, Json.object(), "77")));
    refused(ErrorCode.M_NOT_FOUND, () -> backups.updateVersion(someone(), version, change));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void incompleteAndOversizedKeysAreRefused(Db db) {
    KeyBackupService backups = new KeyBackupService(new KeyBackupStore(db));
    Requester alice = someone();
    String version = create(backups, alice);
    refused(
        ErrorCode.M_BAD_JSON,
        () -> put(backups, alice, version, new BackupSession(1L, 0L, null, Json.object())));
    refused(
        ErrorCode.M_TOO_LARGE,
        () ->
            put(
                backups,
                alice,
                version,
                new BackupSession(
                    1L,
                    0L,
                    true,
                    Json.object().put("x", "x".repeat(KeyBackupService.MAX_SESSION)))));
    refused(
        ErrorCode.M_MISSING_PARAM,
        () -> backups.createVersion(alice, new BackupVersionRequest(ALGORITHM, null, null)));
    assertThat(backups.currentVersion(alice).count()).isZero();
  }

  private static Requester someone() {
    ServerName home = ServerName.parse("klinik.example");
    UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), home);
    return new Requester(user, "D", home, false, 1);
  }

  private static String create(KeyBackupService backups, Requester owner) {
    return backups.createVersion(
        owner, new BackupVersionRequest(ALGORITHM, Json.object().put("public_key", "k"), null));
  }

  private static BackupUpdate put(
      KeyBackupService backups, Requester owner, String version, BackupSession session) {
    return backups.putKey(owner, version, ROOM, SESSION, session);
  }

  private static BackupSession session(boolean verified, long index, long forwarded) {
    return new BackupSession(index, forwarded, verified, Json.object().put("ciphertext", "c"));
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
