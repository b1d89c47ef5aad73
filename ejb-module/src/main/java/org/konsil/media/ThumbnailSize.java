package org.konsil.media;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.core.error.MatrixException;

/**
 * What a thumbnail is made to: a box to fit into (scale) or to fill (crop).
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#thumbnails">Thumbnails</a>
 */
public record ThumbnailSize(Method method, int width, int height) {
  /** How an image is brought to a size. */
  public enum Method {
    SCALE,
    CROP;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MAX_REQUEST = 10_000;
  private static final List<Integer> CROP_SIDES = List.of(32, 96, 160, 320, 640);
  private static final List<ThumbnailSize> SCALES =
      List.of(
          new ThumbnailSize(Method.SCALE, 320, 240),
          new ThumbnailSize(Method.SCALE, 640, 480),
          new ThumbnailSize(Method.SCALE, 800, 600));

  /**
   * What was asked for, from the request's parameters.
   *
   * @param method null for scale
   * @throws MatrixException M_MISSING_PARAM, M_INVALID_PARAM
   */
  public static ThumbnailSize parse(String width, String height, String method) {
    return new ThumbnailSize(method(method), side("width", width), side("height", height));
  }

  /**
   * The size that is made and kept for this request: the smallest of a short list that is not
   * smaller than asked, or the largest.
   */
  ThumbnailSize kept() {
    return method == Method.SCALE ? keptScale() : keptCrop();
  }

  /** The same with width and height in each other's place. */
  ThumbnailSize swapped() {
    return new ThumbnailSize(method, height, width);
  }

  /** Whether something larger was asked for than is ever made. */
  boolean exceedsAll() {
    ThumbnailSize kept = kept();
    return kept.width < width || kept.height < height;
  }

  private ThumbnailSize keptScale() {
    Optional<ThumbnailSize> fitting =
        SCALES.stream().filter(s -> s.width >= width && s.height >= height).findFirst();
    return fitting.orElse(SCALES.get(SCALES.size() - 1));
  }

  private ThumbnailSize keptCrop() {
    int longer = Math.max(width, height);
    int side =
        CROP_SIDES.stream()
            .filter(s -> s >= longer)
            .findFirst()
            .orElseGet(() -> CROP_SIDES.stream().max(Comparator.naturalOrder()).orElseThrow());
    return new ThumbnailSize(Method.CROP, proportional(width, side), proportional(height, side));
  }

  private int proportional(int value, int side) {
    return Math.max(1, (int) Math.round((double) value * side / Math.max(width, height)));
  }

  private static Method method(String text) {
    if (text == null || text.equals("scale")) {
      return Method.SCALE;
    }
    if (text.equals("crop")) {
      return Method.CROP;
    }
    throw MatrixException.invalidParam("method must be crop or scale");
  }

  private static int side(String name, String text) {
    if (text == null) {
      throw MatrixException.missingParam(name + " is missing");
    }
    try {
      int value = Integer.parseInt(text);
      if (value > 0) {
        return Math.min(value, MAX_REQUEST);
      }
    } catch (NumberFormatException e) {
      // answered below, as any other number that makes no sense
    }
    throw MatrixException.invalidParam(name + " must be a positive number");
  }
}
