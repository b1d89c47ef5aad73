package org.konsil.web.media;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a browser may show content in place, and what it is called when saved (RFC 6266). */
final class Disposition {
  /** Types that no browser runs, from the specification's list ("Serving inline content"). */
  private static final Set<String> INLINE =
      Set.of(
          "text/css",
          "text/plain",
          "text/csv",
          "application/json",
          "application/ld+json",
          "image/jpeg",
          "image/gif",
          "image/png",
          "image/apng",
          "image/webp",
          "image/avif",
          "video/mp4",
          "video/webm",
          "video/ogg",
          "video/quicktime",
          "audio/mp4",
          "audio/webm",
          "audio/aac",
          "audio/mpeg",
          "audio/ogg",
          "audio/wave",
          "audio/wav",
          "audio/x-wav",
          "audio/x-pn-wav",
          "audio/flac",
          "audio/x-flac");

  private static final String ATTR_CHARS = "!#$&+-.^_`|~";

  private Disposition() {}

  static String of(String contentType, Optional<String> fileName) {
    String kind = isInline(contentType) ? "inline" : "attachment";
    return fileName.map(name -> kind + parameters(name)).orElse(kind);
  }

  private static boolean isInline(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return INLINE.contains(type.trim().toLowerCase(Locale.ROOT));
  }

  private static String parameters(String name) {
    String plain = name.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? name : null;
    return plain != null
        ? "; filename=\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : "; filename*=utf-8''" + encoded(name);
  }

  private static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean bare =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || ATTR_CHARS.indexOf(c) >= 0;
      if (bare) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }
}
