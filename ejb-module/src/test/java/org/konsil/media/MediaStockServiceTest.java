package org.konsil.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class MediaStockServiceTest extends StoreTest {
  private static final byte[] BYTES = "a wound, photographed".getBytes(UTF_8);
  private static final UserId ADMIN = UserId.of("admin", MediaFixture.HOME);

  @TempDir Path home;

  Stream<Db> stores() {
    return allDatabases();
  }

  private MediaStockService stock(Db db, MediaFixture fixture) {
    TestBeans beans = new TestBeans(db);
    beans.observing(fixture.files);
    return beans.get(MediaStockService.class);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void uploadsAreListedAndCounted(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaStockService stock = stock(db, fixture);
    Requester user = MediaFixture.someone();
    MediaUri first = fixture.upload(user, "text/plain", BYTES);
    MediaUri second = fixture.upload(user, "text/plain", BYTES);
    assertThat(stock.page(user.user(), 0, 10))
        .extracting(MediaItem::uri)
        .containsExactlyInAnyOrder(first, second);
    assertThat(stock.page(user.user(), 1, 10)).hasSize(1);
    assertThat(stock.count(user.user())).isEqualTo(2);
    assertThat(stock.usage(MediaFixture.HOME, 0, 100))
        .contains(new MediaUsage(user.user(), 2, 2L * BYTES.length));
    assertThat(stock.bytesOf(MediaFixture.HOME)).isGreaterThanOrEqualTo(2L * BYTES.length);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void whatIsInQuarantineNobodyGets(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaStockService stock = stock(db, fixture);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "text/plain", BYTES);
    stock.quarantine(uri, Optional.of(ADMIN));
    assertUnknown(() -> fixture.media.download(uri));
    assertUnknown(() -> fixture.media.download(MediaFixture.HOME, uri));
    assertUnknown(() -> fixture.media.downloadUnauthenticated(uri));
    stock.quarantine(uri, Optional.empty());
    assertThat(fixture.media.download(uri).size()).isEqualTo(BYTES.length);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void whatIsDeletedIsGoneWithItsFile(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaStockService stock = stock(db, fixture);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "text/plain", BYTES);
    Path file = fixture.media.download(uri).file();
    assertThat(Files.exists(file)).isTrue();
    stock.delete(uri);
    assertThat(Files.exists(file)).isFalse();
    assertUnknown(() -> fixture.media.download(uri));
    assertUnknown(() -> stock.delete(uri));
    assertUnknown(() -> stock.quarantine(uri, Optional.of(ADMIN)));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aDomainsContentGoesBitByBit(Db db) {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaStockService stock = stock(db, fixture);
    fixture.upload(MediaFixture.someone(), "text/plain", BYTES);
    fixture.upload(MediaFixture.someone(), "text/plain", BYTES);
    assertThat(stock.deleteSome(MediaFixture.HOME, 1)).isEqualTo(1);
    while (stock.deleteSome(MediaFixture.HOME, 10) == 10) {
      assertThat(stock.bytesOf(MediaFixture.HOME)).isPositive();
    }
    assertThat(stock.bytesOf(MediaFixture.HOME)).isZero();
  }

  private static void assertUnknown(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            MatrixException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.M_NOT_FOUND));
  }
}
