package org.konsil.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The image formats that are decoded, told by a file's first bytes: no other content ever reaches a
 * decoder, whatever it calls itself (CVE-2024-53863).
 */
enum ImageKind {
  JPEG("jpeg", "image/jpeg"),
  PNG("png", "image/png"),
  GIF("gif", "image/gif");

  private static final int HEAD = 64 * 1024;
  private static final byte[] PNG_MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final String format;
  private final String contentType;

  ImageKind(String format, String contentType) {
    this.format = format;
    this.contentType = contentType;
  }

  /** The decoder's name. */
  String format() {
    return format;
  }

  String contentType() {
    return contentType;
  }

  /** Thumbnails keep transparency where the source may have it. */
  ImageKind ofThumbnail() {
    return this == JPEG ? JPEG : PNG;
  }

  /**
   * What a file begins like.
   *
   * @param animated whether it may move, so that it must not be passed on as a thumbnail
   */
  record Detected(ImageKind kind, boolean animated, ExifOrientation orientation) {}

  /** Empty for anything that is not decoded. */
  static Optional<Detected> detect(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return detect(in.readNBytes(HEAD));
    }
  }

  static Optional<Detected> detect(byte[] head) {
    if (startsWith(head, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) {
      return Optional.of(new Detected(JPEG, false, ExifOrientation.of(head)));
    }
    if (startsWith(head, PNG_MAGIC)) {
      boolean moves = new String(head, StandardCharsets.ISO_8859_1).contains("acTL");
      return Optional.of(new Detected(PNG, moves, ExifOrientation.UPRIGHT));
    }
    if (startsWith(head, "GIF87a".getBytes(StandardCharsets.ISO_8859_1))
        || startsWith(head, "GIF89a".getBytes(StandardCharsets.ISO_8859_1))) {
      return Optional.of(new Detected(GIF, true, ExifOrientation.UPRIGHT));
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
