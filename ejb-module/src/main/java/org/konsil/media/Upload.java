package org.konsil.media;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client says about what it uploads.
 *
 * @param contentType a media type; {@code application/octet-stream} when there is none or it is
 *     malformed
 * @param fileName for the reader; without control characters
 * @param length in bytes, when the client announces it
 */
public record Upload(String contentType, Optional<String> fileName, Optional<Long> length) {
  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final int MAX_TEXT = 255;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;[ -~]*)?");
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e]");

  /** From the request's headers and parameters, each of which may be null. */
  public static Upload of(String contentType, String fileName, String contentLength) {
    return new Upload(
        Optional.ofNullable(contentType)
            .filter(type -> type.length() <= MAX_TEXT && MEDIA_TYPE.matcher(type).matches())
            .orElse(UNKNOWN_TYPE),
        Optional.ofNullable(fileName).map(Upload::cleaned).filter(name -> !name.isEmpty()),
        Optional.ofNullable(contentLength).flatMap(Upload::number));
  }

  private static String cleaned(String fileName) {
    String name = CONTROL.matcher(fileName).replaceAll("");
    return name.length() <= MAX_TEXT ? name : name.substring(0, MAX_TEXT);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text)).filter(n -> n >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
