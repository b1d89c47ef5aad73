package org.konsil.federation.query;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of two parts, {@code multipart/mixed}: JSON of at most 32 KiB, then content of any
 * length, which is never read here (RFC 2046).
 *
 * @param headers of the second part by lower-case name
 * @param offset where its content begins in the file
 * @param length of its content in bytes
 */
record MultipartAnswer(Map<String, String> headers, long offset, long length) {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)^multipart/mixed\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final Pattern FILE_NAME =
      Pattern.compile("(?i);\\s*filename=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))");
  private static final Pattern ENCODED_NAME =
      Pattern.compile("(?i);\\s*filename\\*=utf-8''([^\\s;\"]+)");
  private static final int HEAD = 40 * 1024;
  private static final int TAIL = 1024;

  /** Empty when the file is not of that form. */
  static Optional<MultipartAnswer> read(String contentType, Path file) throws IOException {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String boundary = "--" + (matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      String head = text(in, 0, (int) Math.min(HEAD, in.length()));
      long tailStart = Math.max(0, in.length() - TAIL);
      String tail = text(in, tailStart, (int) (in.length() - tailStart));
      return parts(boundary, head, tail, tailStart);
    }
  }

  private static Optional<MultipartAnswer> parts(
      String boundary, String head, String tail, long tailStart) {
    int first = head.indexOf(boundary);
    int second = first < 0 ? -1 : head.indexOf("\r\n" + boundary + "\r\n", first);
    int bodyMark = second < 0 ? -1 : head.indexOf("\r\n\r\n", second + boundary.length() + 2);
    int end = tail.lastIndexOf("\r\n" + boundary + "--");
    if (bodyMark < 0 || end < 0) {
      return Optional.empty();
    }
    int headerStart = second + boundary.length() + 4;
    long offset = bodyMark + 4L;
    long length = tailStart + end - offset;
    String headers = headerStart < bodyMark ? head.substring(headerStart, bodyMark) : "";
    return length < 0
        ? Optional.empty()
        : Optional.of(new MultipartAnswer(headers(headers), offset, length));
  }

  private static Map<String, String> headers(String block) {
    Map<String, String> headers = new HashMap<>();
    for (String line : block.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).trim());
      }
    }
    return headers;
  }

  private static String text(RandomAccessFile in, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.seek(offset);
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** What the content is called, from its Content-Disposition (RFC 6266). */
  Optional<String> fileName() {
    return fileName(headers.getOrDefault("content-disposition", ""));
  }

  /** The same of any Content-Disposition; empty when it names none. */
  static Optional<String> fileName(String disposition) {
    Matcher encoded = ENCODED_NAME.matcher(disposition);
    if (encoded.find()) {
      return Optional.of(
          java.net.URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    Matcher plain = FILE_NAME.matcher(disposition);
    if (!plain.find()) {
      return Optional.empty();
    }
    String name = plain.group(1) == null ? plain.group(2) : plain.group(1);
    return Optional.of(name.replaceAll("\\\\(.)", "$1"));
  }
}
