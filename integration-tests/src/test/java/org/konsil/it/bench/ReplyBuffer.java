package org.konsil.it.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Bytes of one HTTP/1.1 answer as they come in, with a Content-Length or chunked. */
final class ReplyBuffer {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private byte[] bytes = new byte[1024];
  private int length;
  private int bodyStart;
  private int status;
  private int bodyLength;
  private boolean chunked;
  private int chunkStart;

  /** Adds what was read; the answer once it is whole. Requests are not pipelined. */
  Optional<Reply> add(byte[] source, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
    if (bodyStart == 0 && !readHead()) {
      return Optional.empty();
    }
    return isComplete() ? Optional.of(take()) : Optional.empty();
  }

  private boolean readHead() {
    int end = indexOf(END_OF_HEAD, 0);
    if (end < 0) {
      return false;
    }
    String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    String[] lines = head.split("\r\n");
    status = Integer.parseInt(lines[0].split(" ")[1]);
    for (String line : lines) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        bodyLength = Integer.parseInt(line.substring(15).trim());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        chunked = true;
      }
    }
    bodyStart = end + END_OF_HEAD.length;
    chunkStart = bodyStart;
    return true;
  }

  private boolean isComplete() {
    if (!chunked) {
      return length >= bodyStart + bodyLength;
    }
    while (true) {
      int end = indexOf(new byte[] {'\r', '\n'}, chunkStart);
      if (end < 0) {
        return false;
      }
      int size = chunkSize(end);
      int next = end + 2 + size + 2;
      if (length < next) {
        return false;
      }
      if (size == 0) {
        return true;
      }
      chunkStart = next;
    }
  }

  private int chunkSize(int lineEnd) {
    String line = new String(bytes, chunkStart, lineEnd - chunkStart, StandardCharsets.ISO_8859_1);
    return Integer.parseInt(line.split(";")[0].trim(), 16);
  }

  private Reply take() {
    byte[] body =
        chunked ? unchunked() : Arrays.copyOfRange(bytes, bodyStart, bodyStart + bodyLength);
    Reply reply = new Reply(status, body);
    length = 0;
    bodyStart = 0;
    bodyLength = 0;
    chunked = false;
    return reply;
  }

  private byte[] unchunked() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(length);
    chunkStart = bodyStart;
    while (true) {
      int end = indexOf(new byte[] {'\r', '\n'}, chunkStart);
      int size = chunkSize(end);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(bytes, end + 2, size);
      chunkStart = end + 2 + size + 2;
    }
  }

  private int indexOf(byte[] wanted, int from) {
    for (int i = from; i + wanted.length <= length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
