package org.konsil.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Content that may be sent. It never changes.
 *
 * @param contentType as uploaded, or what a thumbnail is
 * @param fileName as uploaded
 * @param size in bytes
 * @param tag the same for the same bytes, for caches
 */
public record MediaContent(
    String contentType, Optional<String> fileName, long size, String tag, Path file) {
  private static final int BUFFER = 64 * 1024;

  /**
   * Writes a part of the content without ever holding it in memory.
   *
   * @param offset the first byte
   * @param length the number of bytes, within the size
   */
  public void writeTo(OutputStream out, long offset, long length) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream source = Files.newInputStream(file)) {
      source.skipNBytes(offset);
      long left = length;
      while (left > 0) {
        int read = source.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the file is shorter than its record");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
