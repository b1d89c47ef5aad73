package org.konsil.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.media.MediaServiceTest.refused;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class ThumbnailServiceTest extends StoreTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    // asked -> kept
    "scale, 1, 1, 320, 240",
    "scale, 321, 100, 640, 480",
    "scale, 800, 600, 800, 600",
    "scale, 5000, 10, 800, 600",
    "crop, 32, 32, 32, 32",
    "crop, 33, 33, 96, 96",
    "crop, 100, 50, 160, 80",
    "crop, 9000, 9000, 640, 640"
  })
  void aShortListOfSizesIsKept(String method, String width, String height, int w, int h) {
    ThumbnailSize kept = ThumbnailSize.parse(width, height, method).kept();
    assertThat(kept.width()).isEqualTo(w);
    assertThat(kept.height()).isEqualTo(h);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, 1, scale, M_MISSING_PARAM",
        "1, null, scale, M_MISSING_PARAM",
        "0, 1, scale, M_INVALID_PARAM",
        "-5, 1, scale, M_INVALID_PARAM",
        "1.5, 1, scale, M_INVALID_PARAM",
        "x, 1, scale, M_INVALID_PARAM",
        "1, 1, stretch, M_INVALID_PARAM"
      })
  void sizesThatMakeNoSenseAreRefused(String width, String height, String method, ErrorCode code) {
    refused(code, () -> ThumbnailSize.parse(width, height, method));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void scaleKeepsTheProportionsAndCropFillsTheBox(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "image/jpeg", image("jpeg", 1600, 800));
    MediaContent scaled = fixture.thumbnails.thumbnail(uri, size("320", "240", "scale"));
    assertThat(scaled.contentType()).isEqualTo("image/jpeg");
    BufferedImage wide = read(scaled);
    assertThat(wide.getWidth()).isEqualTo(320);
    assertThat(wide.getHeight()).isEqualTo(160);
    BufferedImage square = read(fixture.thumbnails.thumbnail(uri, size("96", "96", "crop")));
    assertThat(square.getWidth()).isEqualTo(96);
    assertThat(square.getHeight()).isEqualTo(96);
    assertThat(new Color(square.getRGB(48, 48)).getRed())
        .as("the middle is red")
        .isGreaterThan(200);
    long files = fixture.filesOnDisk();
    assertThat(fixture.thumbnails.thumbnail(uri, size("300", "200", "scale"))).isEqualTo(scaled);
    assertThat(fixture.filesOnDisk()).as("made once").isEqualTo(files);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void smallImagesAreNotEnlargedAndLargeWishesGetTheOriginal(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    byte[] small = image("png", 20, 10);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "text/html", small);
    MediaContent same = fixture.thumbnails.thumbnail(uri, size("32", "32", "crop"));
    assertThat(MediaFixture.bytes(same)).isEqualTo(small);
    assertThat(same.contentType()).as("what it is, not what it claims").isEqualTo("image/png");
    byte[] large = image("jpeg", 1000, 900);
    MediaUri photo = fixture.upload(MediaFixture.someone(), "image/jpeg", large);
    assertThat(MediaFixture.bytes(fixture.thumbnails.thumbnail(photo, size("900", "900", "scale"))))
        .isEqualTo(large);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void anAnimationBecomesAStillImage(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "image/gif", image("gif", 20, 10));
    MediaContent still = fixture.thumbnails.thumbnail(uri, size("32", "32", "scale"));
    assertThat(still.contentType()).isEqualTo("image/png");
    assertThat(read(still).getWidth()).isEqualTo(20);
  }

  /** CVE-2024-53863, F16: what is no known image is never decoded. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void onlyKnownImagesAreDecoded(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
    byte[] bmp = image("bmp", 500, 500);
    byte[] broken = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
    for (byte[] content : new byte[][] {svg, bmp.length < 100_000 ? bmp : svg, broken}) {
      MediaUri uri = fixture.upload(MediaFixture.someone(), "image/png", content);
      refused(
          ErrorCode.M_UNKNOWN, () -> fixture.thumbnails.thumbnail(uri, size("32", "32", "scale")));
    }
  }

  /** F16: the header alone shows that it is a bomb. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void anImageOfTooManyPixelsIsRefusedUndecoded(Db db) throws IOException {
    MediaFixture fixture = new MediaFixture(db, home);
    MediaUri uri = fixture.upload(MediaFixture.someone(), "image/png", pngHeader(50_000, 50_000));
    refused(
        ErrorCode.M_TOO_LARGE, () -> fixture.thumbnails.thumbnail(uri, size("32", "32", "scale")));
  }

  /** A photo of a phone held upright: stored on its side, with a note of it. */
  @ParameterizedTest
  @CsvSource({
    // orientation, where the stored image's top left corner is seen
    "1, false, 0, 0",
    "2, false, 1, 0",
    "3, false, 1, 1",
    "4, false, 0, 1",
    "5, true, 0, 0",
    "6, true, 1, 0",
    "7, true, 1, 1",
    "8, true, 0, 1"
  })
  void photosStandUpright(int orientation, boolean swapped, int right, int bottom)
      throws IOException {
    Path file = Files.write(home.resolve("photo" + orientation), photo(orientation));
    ImageKind.Detected image = ImageKind.detect(file).orElseThrow();
    byte[] made =
        new ImageScaling(Clock.systemUTC())
            .thumbnail(file, image, size("320", "240", "scale").kept())
            .orElseThrow();
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(made));
    assertThat(seen.getWidth() < seen.getHeight()).isEqualTo(swapped);
    assertThat(seen.getWidth()).isLessThanOrEqualTo(320);
    assertThat(seen.getHeight()).isLessThanOrEqualTo(240);
    int x = right * (seen.getWidth() - 1);
    int y = bottom * (seen.getHeight() - 1);
    assertThat(new Color(seen.getRGB(x, y)).getRed()).as("the red corner").isGreaterThan(180);
  }

  @Test
  void aBrokenNoteOfTheOrientationIsNone() {
    byte[] photo = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, 0, 40, 'E', 'x', 'i', 'f'};
    assertThat(ExifOrientation.of(photo)).isEqualTo(ExifOrientation.UPRIGHT);
    byte[] far = {
      (byte) 0xFF,
      (byte) 0xD8,
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      40,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      127,
      127,
      127,
      127
    };
    assertThat(ExifOrientation.of(far)).isEqualTo(ExifOrientation.UPRIGHT);
  }

  /** 800 by 400, blue with a red corner at the top left, and the note. */
  private static byte[] photo(int orientation) throws IOException {
    BufferedImage image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, 800, 400);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 100, 100);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    byte[] plain = jpeg.toByteArray();
    byte[] note = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    out.write(note);
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  private static ThumbnailSize size(String width, String height, String method) {
    return ThumbnailSize.parse(width, height, method);
  }

  private static BufferedImage read(MediaContent content) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(MediaFixture.bytes(content)));
  }

  /** Blue with a red square in the middle. */
  private static byte[] image(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    int side = Math.min(width, height) / 2;
    graphics.fillRect((width - side) / 2, (height - side) / 2, side, side);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** A PNG that says it is huge and has no pixels. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(chunk);
    header.writeBytes("IHDR");
    header.writeInt(width);
    header.writeInt(height);
    header.write(new byte[] {8, 6, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    data.writeInt(13);
    data.write(chunk.toByteArray());
    data.writeInt((int) crc.getValue());
    return out.toByteArray();
  }
}
