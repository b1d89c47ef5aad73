package org.konsil.web.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of some content.
 *
 * @param offset its first byte
 * @param length its bytes; 0 only for empty content
 */
record ByteRange(long offset, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a Range header (RFC 9110, section 14). Empty when there is none, or one that we answer
   * with the whole: several ranges or another unit.
   *
   * @throws Unsatisfiable when it begins beyond the end
   */
  static Optional<ByteRange> parse(String header, long size) throws Unsatisfiable {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header.trim());
    if (!matcher.matches() || header.trim().equals("bytes=-")) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return satisfiable(size - length, size - 1, size);
    }
    long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    return satisfiable(Long.parseLong(first), end, size);
  }

  private static Optional<ByteRange> satisfiable(long first, long last, long size)
      throws Unsatisfiable {
    if (first >= size) {
      throw new Unsatisfiable();
    }
    return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last - first + 1));
  }

  /** As a Content-Range header. */
  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }

  /** The range lies outside the content: 416. */
  static final class Unsatisfiable extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
