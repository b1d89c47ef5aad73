package org.konsil.org;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.konsil.core.error.MatrixException;

/**
 * What an organisation calls its messenger and shows of itself.
 *
 * @param name empty: Konsil
 * @param logo empty: ours
 */
public record DomainBranding(Optional<String> name, Optional<Logo> logo, Instant changedAt) {

  /** Of who has set nothing. */
  static final DomainBranding NONE =
      new DomainBranding(Optional.empty(), Optional.empty(), Instant.EPOCH);

  /**
   * A picture that scales.
   *
   * @param type image/svg+xml or image/png
   */
  public record Logo(String type, byte[] image) {
    private static final int LARGEST = 64 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String SVG_START = "(?s)\\s*(<\\?xml.*?\\?>)?(\\s|<!--.*?-->)*<svg\\b.*";

    /**
     * What kind a file is, by its content.
     *
     * @throws MatrixException M_TOO_LARGE; M_INVALID_PARAM for anything but SVG and PNG
     */
    public static Logo of(byte[] image) {
      if (image.length > LARGEST) {
        throw MatrixException.tooLarge("A logo has at most " + LARGEST + " bytes");
      }
      if (image.length > PNG.length && Arrays.equals(image, 0, PNG.length, PNG, 0, PNG.length)) {
        return new Logo("image/png", image);
      }
      if (new String(image, StandardCharsets.UTF_8).matches(SVG_START)) {
        return new Logo("image/svg+xml", image);
      }
      throw MatrixException.invalidParam("A logo is an SVG or a PNG file");
    }
  }
}
