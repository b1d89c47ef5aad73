package org.konsil.media;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.FileImageInputStream;
import org.konsil.core.error.MatrixException;

/**
 * Makes a small image out of a large one. The header is read before anything is decoded, decoding
 * skips pixels that the result does not need, and stops when it takes too long: an image bomb costs
 * little (F16).
 */
final class ImageScaling {
  /** Largest source, in pixels. */
  static final long MAX_PIXELS = 32_000_000;

  /** Longest time that decoding may take. */
  static final Duration MAX_TIME = Duration.ofSeconds(10);

  private final Clock clock;

  ImageScaling(Clock clock) {
    this.clock = clock;
  }

  /**
   * The encoded thumbnail; empty when the source is no larger than the size.
   *
   * @param image what the file begins like; of one that moves there is a thumbnail in any case
   * @throws MatrixException M_TOO_LARGE beyond {@link #MAX_PIXELS}; M_UNKNOWN (400) when it cannot
   *     be decoded
   */
  Optional<byte[]> thumbnail(Path file, ImageKind.Detected image, ThumbnailSize upright) {
    ImageKind kind = image.kind();
    ThumbnailSize size = image.orientation().swapsSides() ? upright.swapped() : upright;
    ImageReader reader = ImageIO.getImageReadersByFormatName(kind.format()).next();
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      Dimension source = new Dimension(reader.getWidth(0), reader.getHeight(0));
      if ((long) source.width * source.height > MAX_PIXELS) {
        throw MatrixException.tooLarge("The image is too large for a thumbnail");
      }
      boolean small = source.width <= size.width() && source.height <= size.height();
      if (small && !image.animated()) {
        return Optional.empty();
      }
      Dimension target = small ? source : target(source, size);
      Rectangle region = small ? new Rectangle(source) : region(source, size);
      BufferedImage decoded = decode(reader, region, target);
      BufferedImage scaled = turn(draw(decoded, target, kind), image.orientation());
      return Optional.of(encode(scaled, kind.ofThumbnail()));
    } catch (IOException | RuntimeException e) {
      if (e instanceof MatrixException refusal) {
        throw refusal;
      }
      throw MatrixException.unknown("No thumbnail can be made of this content");
    } finally {
      reader.dispose();
    }
  }

  /** The result's dimensions; never larger than the source. */
  static Dimension target(Dimension source, ThumbnailSize size) {
    if (size.method() == ThumbnailSize.Method.CROP) {
      Rectangle region = region(source, size);
      return region.width <= size.width()
          ? region.getSize()
          : new Dimension(size.width(), size.height());
    }
    double factor =
        Math.min(
            1,
            Math.min((double) size.width() / source.width, (double) size.height() / source.height));
    return new Dimension(
        Math.max(1, (int) Math.round(source.width * factor)),
        Math.max(1, (int) Math.round(source.height * factor)));
  }

  /** The part of the source that is shown: all of it, or the middle in the size's proportions. */
  static Rectangle region(Dimension source, ThumbnailSize size) {
    if (size.method() == ThumbnailSize.Method.SCALE) {
      return new Rectangle(source);
    }
    double factor =
        Math.min((double) source.width / size.width(), (double) source.height / size.height());
    int width = Math.max(1, (int) Math.min(source.width, Math.round(size.width() * factor)));
    int height = Math.max(1, (int) Math.min(source.height, Math.round(size.height() * factor)));
    return new Rectangle((source.width - width) / 2, (source.height - height) / 2, width, height);
  }

  private BufferedImage decode(ImageReader reader, Rectangle region, Dimension target)
      throws IOException {
    int step =
        Math.max(
            1, Math.min(region.width / (2 * target.width), region.height / (2 * target.height)));
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(region);
    param.setSourceSubsampling(step, step, 0, 0);
    Deadline deadline = new Deadline(clock.instant().plus(MAX_TIME));
    reader.addIIOReadProgressListener(deadline);
    BufferedImage image = reader.read(0, param);
    if (deadline.passed) {
      throw new IOException("decoding took too long");
    }
    return image;
  }

  private static BufferedImage draw(BufferedImage source, Dimension target, ImageKind kind) {
    BufferedImage image = source;
    int type =
        kind.ofThumbnail() == ImageKind.JPEG
            ? BufferedImage.TYPE_INT_RGB
            : BufferedImage.TYPE_INT_ARGB;
    int width = image.getWidth();
    int height = image.getHeight();
    do {
      // bilinear interpolation looks at two pixels a side, so halve until the target is near
      width = Math.max(target.width, width / 2);
      height = Math.max(target.height, height / 2);
      BufferedImage next = new BufferedImage(width, height, type);
      Graphics2D graphics = next.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(image, 0, 0, width, height, null);
      graphics.dispose();
      image = next;
    } while (width > target.width || height > target.height);
    return image;
  }

  private static BufferedImage turn(BufferedImage image, ExifOrientation orientation) {
    if (orientation.equals(ExifOrientation.UPRIGHT)) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage turned =
        orientation.swapsSides()
            ? new BufferedImage(height, width, image.getType())
            : new BufferedImage(width, height, image.getType());
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, orientation.upright(width, height), null);
    graphics.dispose();
    return turned;
  }

  private static byte[] encode(BufferedImage image, ImageKind kind) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, kind.format(), out)) {
      throw new IOException("no encoder");
    }
    return out.toByteArray();
  }

  /** Stops a decoder that works too long; asked by the decoder itself as it goes. */
  private final class Deadline implements IIOReadProgressListener {
    private final Instant end;
    private boolean passed;

    Deadline(Instant end) {
      this.end = end;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      if (clock.instant().isAfter(end)) {
        passed = true;
        source.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
