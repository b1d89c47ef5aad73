package org.konsil.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class ResumableUploadServiceTest extends StoreTest {
  private static final byte[] FILE = new byte[90_000];

  static {
    new Random(3).nextBytes(FILE);
  }

  @TempDir Path home;

  @ParameterizedTest
  @MethodSource("allDatabases")
  void whatCameBeforeTheNetworkWasLostNeedNotComeAgain(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    Requester alice = MediaFixture.someone();
    String id = begin(fixture, alice, FILE.length).uploadId();
    InputStream broken =
        new SequenceInputStream(
            part(0, 50_000),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });
    refused(400, () -> fixture.uploads.append(alice, id, 0, broken));
    assertThat(fixture.uploads.get(alice, id).received()).isEqualTo(50_000);
    refused(409, () -> fixture.uploads.append(alice, id, 0, part(0, 10)));
    ResumableUpload whole = fixture.uploads.append(alice, id, 50_000, part(50_000, FILE.length));
    assertThat(whole.received()).isEqualTo(FILE.length);
    MediaUri uri = MediaUri.find(whole.contentUri()).orElseThrow();
    assertThat(MediaFixture.bytes(fixture.media.download(uri))).isEqualTo(FILE);
    assertThat(fixture.uploads.get(alice, id))
        .as("asked again after a lost answer")
        .isEqualTo(whole);
    assertThat(fixture.uploads.append(alice, id, 50_000, part(50_000, FILE.length)))
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void moreThanWasAnnouncedIsRefused(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    Requester alice = MediaFixture.someone();
    refused(413, () -> begin(fixture, alice, 100_001));
    refused(400, () -> begin(fixture, alice, 0));
    refused(400, () -> fixture.uploads.begin(alice, Upload.of(null, null, null)));
    String id = begin(fixture, alice, 10).uploadId();
    refused(413, () -> fixture.uploads.append(alice, id, 0, part(0, 11)));
    assertThat(fixture.uploads.get(alice, id).contentUri()).isNull();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void anUploadIsItsUsersAlone(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    String id = begin(fixture, MediaFixture.someone(), 10).uploadId();
    Requester other = MediaFixture.someone();
    refused(404, () -> fixture.uploads.get(other, id));
    refused(404, () -> fixture.uploads.append(other, id, 0, part(0, 10)));
    refused(404, () -> fixture.uploads.cancel(other, id));
    refused(404, () -> fixture.uploads.get(other, "../../../etc"));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void quotaAndNumberCountWhatIsUnderWay(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    fixture.settings.setProperty("konsil.media.quotaBytes", "150000");
    Requester alice = MediaFixture.someone();
    begin(fixture, alice, 80_000);
    refused(403, () -> begin(fixture, alice, 80_000));
    for (int i = 1; i < ResumableUploadService.MOST; i++) {
      begin(fixture, alice, 1);
    }
    refused(429, () -> begin(fixture, alice, 1));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void whatIsCancelledOrNotFinishedInADayIsGone(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    Requester alice = MediaFixture.someone();
    String cancelled = begin(fixture, alice, 10).uploadId();
    fixture.uploads.append(alice, cancelled, 0, part(0, 5));
    fixture.uploads.cancel(alice, cancelled);
    String left = begin(fixture, alice, 10).uploadId();
    fixture.uploads.append(alice, left, 0, part(0, 5));
    assertThat(home.resolve("media/begun").toFile().list()).containsExactly(left);
    fixture.clock.now = fixture.clock.now.plus(ResumableUploadService.LASTS);
    refused(404, () -> fixture.uploads.get(alice, left));
    fixture.sweep.sweep();
    assertThat(home.resolve("media/begun")).isEmptyDirectory();
  }

  private static ResumableUpload begin(MediaFixture fixture, Requester requester, int size) {
    return fixture.uploads.begin(
        requester, Upload.of("application/octet-stream", null, Integer.toString(size)));
  }

  private static InputStream part(int from, int to) {
    return new ByteArrayInputStream(Arrays.copyOfRange(FILE, from, to));
  }

  private static void refused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.status()).isEqualTo(status));
  }
}
