package org.konsil.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class MediaServiceTest extends StoreTest {
  private static final byte[] TEXT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;

  @ParameterizedTest
  @MethodSource("allDatabases")
  void whatWasUploadedIsDownloaded(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "text/plain", TEXT);
    MediaContent content = fixture.media.download(uri);
    assertThat(MediaFixture.bytes(content)).isEqualTo(TEXT);
    assertThat(content.contentType()).isEqualTo("text/plain");
    assertThat(content.fileName()).contains("name");
    assertThat(fixture.media.downloadUnauthenticated(uri)).isEqualTo(content);
    assertThat(fixture.filesOnDisk()).isEqualTo(1);
    assertThat(uri.server()).isEqualTo(MediaFixture.HOME);
    assertThat(content.file().toString()).doesNotContain(uri.mediaId());
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void tooMuchIsRefusedByItsLengthAndWhileItStreams(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    Requester alice = MediaFixture.someone();
    refused(
        ErrorCode.M_TOO_LARGE,
        () -> fixture.media.upload(alice, Upload.of("text/plain", null, "100001"), new Endless()));
    Endless endless = new Endless();
    refused(
        ErrorCode.M_TOO_LARGE,
        () -> fixture.media.upload(alice, Upload.of("text/plain", null, null), endless));
    assertThat(endless.read).as("stops soon after the limit").isLessThan(300_000);
    assertThat(fixture.filesOnDisk()).isZero();
    fixture.upload(alice, "text/plain", new byte[100_000]);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aBrokenUploadLeavesNothing(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    InputStream broken =
        new InputStream() {
          private int left = 10;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("gone");
            }
            return 'x';
          }
        };
    refused(
        ErrorCode.M_UNKNOWN,
        () ->
            fixture.media.upload(
                MediaFixture.someone(), Upload.of("text/plain", null, null), broken));
    assertThat(fixture.filesOnDisk()).isZero();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theQuotaIsPerUser(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    fixture.settings.setProperty("konsil.media.quotaBytes", "10");
    Requester alice = MediaFixture.someone();
    fixture.upload(alice, "text/plain", TEXT);
    refused(ErrorCode.M_FORBIDDEN, () -> fixture.upload(alice, "text/plain", TEXT));
    fixture.upload(MediaFixture.someone(), "text/plain", TEXT);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theUsersOfADomainShareAQuota(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    long used = fixture.store.bytesOfDomain(MediaFixture.HOME);
    fixture.settings.setProperty(
        "konsil.media.domainQuotaBytes", Long.toString(used + TEXT.length));
    fixture.upload(MediaFixture.someone(), "text/plain", TEXT);
    MediaFixture later = new MediaFixture(db, home);
    later.settings.setProperty("konsil.media.domainQuotaBytes", Long.toString(used + TEXT.length));
    refused(ErrorCode.M_FORBIDDEN, () -> later.upload(MediaFixture.someone(), "text/plain", TEXT));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void anIdIsCreatedFirstAndFilledOnceByItsOwner(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    Requester alice = MediaFixture.someone();
    PendingMedia pending = fixture.media.create(alice);
    MediaUri uri = MediaUri.find(pending.contentUri()).orElseThrow();
    refused(ErrorCode.M_NOT_YET_UPLOADED, () -> fixture.media.download(uri));
    refused(ErrorCode.M_FORBIDDEN, () -> fill(fixture, MediaFixture.someone(), uri));
    fill(fixture, alice, uri);
    assertThat(MediaFixture.bytes(fixture.media.download(uri))).isEqualTo(TEXT);
    refused(ErrorCode.M_CANNOT_OVERWRITE_MEDIA, () -> fill(fixture, alice, uri));
    refused(
        ErrorCode.M_NOT_FOUND,
        () -> fill(fixture, alice, MediaUri.of("klinik.example", "unknown")));
    assertThat(fixture.filesOnDisk()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void createdIdsExpireAndAreLimited(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    Requester alice = MediaFixture.someone();
    MediaUri uri = MediaUri.find(fixture.media.create(alice).contentUri()).orElseThrow();
    for (int i = 1; i < MediaService.MAX_PENDING; i++) {
      fixture.media.create(alice);
    }
    refused(ErrorCode.M_LIMIT_EXCEEDED, () -> fixture.media.create(alice));
    fixture.clock.now = fixture.clock.now.plus(MediaService.PENDING).plusSeconds(1);
    refused(ErrorCode.M_NOT_FOUND, () -> fill(fixture, alice, uri));
    fixture.media.create(alice);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void otherServersAreForbiddenInTheFederationAndUnknownWithoutIt(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri elsewhere = MediaUri.of("elsewhere.example", "x");
    refused(ErrorCode.M_FORBIDDEN, () -> fixture.media.download(elsewhere));
    fixture.settings.setProperty("konsil.policy", "open");
    refused(ErrorCode.M_NOT_FOUND, () -> fixture.media.download(elsewhere));
    refused(
        ErrorCode.M_NOT_FOUND,
        () -> fixture.media.download(MediaUri.of("klinik.example", "unknown")));
  }

  /** CVE-2024-37302, CVE-2024-37303. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void contentOfOtherServersIsFetchedOnceForUsersOnlyAndBelowTheQuota(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    fixture.settings.setProperty("konsil.media.remoteQuotaBytes", "25");
    MediaUri one = MediaUri.of("elsewhere.example", "one");
    MediaUri two = MediaUri.of("elsewhere.example", "two");
    MediaUri three = MediaUri.of("elsewhere.example", "three");
    fixture.remote.contents.put(one, "0123456789".getBytes(UTF_8));
    fixture.remote.contents.put(two, "twotwotwo.".getBytes(UTF_8));
    fixture.remote.contents.put(three, "three".repeat(2).getBytes(UTF_8));
    fixture.settings.setProperty("konsil.policy", "open");
    refused(ErrorCode.M_NOT_FOUND, () -> fixture.media.downloadUnauthenticated(one));
    refused(ErrorCode.M_NOT_FOUND, () -> fixture.media.download(one));
    MediaContent content = fixture.media.download(MediaFixture.HOME, one);
    assertThat(MediaFixture.bytes(content)).isEqualTo("0123456789".getBytes(UTF_8));
    assertThat(content.contentType()).isEqualTo("text/plain");
    fixture.media.download(MediaFixture.HOME, one);
    assertThat(fixture.remote.asked).isEqualTo(1);
    refused(ErrorCode.M_NOT_FOUND, () -> fixture.media.downloadUnauthenticated(one));
    fixture.clock.now = fixture.clock.now.plusSeconds(1);
    fixture.media.download(MediaFixture.HOME, two);
    fixture.media.download(MediaFixture.HOME, three);
    fixture.media.download(MediaFixture.HOME, two);
    assertThat(fixture.remote.asked).isEqualTo(3);
    fixture.media.download(MediaFixture.HOME, one);
    assertThat(fixture.remote.asked).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void afterTheFreezeNewMediaNeedAToken(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri before = fixture.upload(MediaFixture.someone(), "text/plain", TEXT);
    fixture.clock.now = fixture.clock.now.plusSeconds(10);
    fixture.settings.setProperty(
        "konsil.media.freezeUnauthenticated", fixture.clock.now.toString());
    MediaUri after = fixture.upload(MediaFixture.someone(), "text/plain", TEXT);
    fixture.media.downloadUnauthenticated(before);
    refused(ErrorCode.M_NOT_FOUND, () -> fixture.media.downloadUnauthenticated(after));
    fixture.media.download(after);
  }

  /** F2: after a kill neither a file without a row nor an unfinished upload stays. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void theSweepTakesOrphansAndPartsAndNothingElse(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "text/plain", TEXT);
    StoredFile orphan = fixture.files.store(new ByteArrayInputStream(TEXT), 100);
    Path parts = fixture.directory.resolve("tmp").resolve("node");
    Files.write(parts.resolve("part"), TEXT);
    Path otherNode = Files.createDirectories(fixture.directory.resolve("tmp").resolve("other"));
    Files.write(otherNode.resolve("part"), TEXT);
    Files.write(fixture.directory.resolve("README"), TEXT);
    assertThat(fixture.sweep.deleteOrphans()).as("too young").isZero();
    fixture.clock.now = fixture.clock.now.plus(Duration.ofMinutes(11));
    assertThat(fixture.sweep.deleteOrphans()).isEqualTo(1);
    assertThat(fixture.files.path(orphan.fileId())).doesNotExist();
    fixture.sweep.deleteParts(true);
    assertThat(parts.resolve("part")).doesNotExist();
    assertThat(otherNode.resolve("part")).exists();
    fixture.clock.now = fixture.clock.now.plus(Duration.ofDays(2));
    fixture.sweep.deleteParts(false);
    assertThat(otherNode.resolve("part")).doesNotExist();
    assertThat(fixture.directory.resolve("README")).exists();
    assertThat(MediaFixture.bytes(fixture.media.download(uri))).isEqualTo(TEXT);
  }

  /** CVE-2021-41281: no part of a URI becomes part of a path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "..",
        ".",
        "a/b",
        "a%2e",
        "a\u0000",
        "/etc/passwd",
        "",
        "ä",
        "a b",
        "\u2024"
      })
  void anIdOfOtherLettersIsNotFound(String id) {
    refused(ErrorCode.M_NOT_FOUND, () -> MediaUri.of("klinik.example", id));
    assertThat(MediaUri.find("mxc://klinik.example/" + id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../..", "a/b", "", "klinik.example/..", "a b"})
  void aServerNameOfOtherLettersIsNotFound(String server) {
    refused(ErrorCode.M_NOT_FOUND, () -> MediaUri.of(server, "x"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "image/png, image/png",
        "text/plain; charset=utf-8, text/plain; charset=utf-8",
        "null, application/octet-stream",
        "'', application/octet-stream",
        "text, application/octet-stream",
        "'text/html\r\nX: y', application/octet-stream",
        "text/plain; ä, application/octet-stream"
      })
  void aMalformedTypeIsNoType(String given, String kept) {
    assertThat(Upload.of(given, null, null).contentType()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "'a\r\nb.txt', ab.txt",
    "'Befund ä.pdf', 'Befund ä.pdf'",
    "'x\u202Efdp.exe', xfdp.exe"
  })
  void fileNamesLoseWhatSteersTerminals(String given, String kept) {
    assertThat(Upload.of(null, given, null).fileName()).contains(kept);
  }

  private static void fill(MediaFixture fixture, Requester who, MediaUri uri) {
    fixture.media.uploadTo(
        who, uri, Upload.of("text/plain", null, null), new ByteArrayInputStream(TEXT));
  }

  static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** More than any limit; counts what was taken of it. */
  private static final class Endless extends InputStream {
    private long read;

    @Override
    public int read() {
      read++;
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      read += length;
      return length;
    }
  }
}
