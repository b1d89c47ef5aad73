package org.konsil.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one HTTP/1.1 answer with bounds on everything that a stranger could make endless. */
final class AnswerReader {
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_INTERIM = 10;

  private final InputStream in;
  private final int maxBody;

  AnswerReader(InputStream in, int maxBody) {
    this.in = in;
    this.maxBody = maxBody;
  }

  HttpAnswer read() throws IOException {
    int status = status(line());
    Map<String, String> headers = headers();
    for (int i = 0; status < 200 && i < MAX_INTERIM; i++) {
      status = status(line());
      headers = headers();
    }
    return new HttpAnswer(status, hasBody(status) ? body(headers) : new byte[0]);
  }

  private static boolean hasBody(int status) {
    return status != 204 && status != 304;
  }

  private static int status(String line) throws IOException {
    if (!line.startsWith("HTTP/1.") || line.length() < 12) {
      throw new IOException("this is no HTTP answer");
    }
    return number(line.substring(9, 12), 10);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || headers.size() == MAX_HEADERS) {
        throw new IOException("malformed or too many headers");
      }
      headers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).equals("chunked")) {
      return chunks();
    }
    String length = headers.get("content-length");
    if (length == null) {
      return atMost(in.readNBytes(maxBody + 1));
    }
    return exactly(number(length, 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      if (body.size() + size > maxBody) {
        throw new IOException("the answer is too long");
      }
      body.write(exactly(size));
      line();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = line();
    int end = line.indexOf(';');
    return number((end < 0 ? line : line.substring(0, end)).trim(), 16);
  }

  private byte[] exactly(int size) throws IOException {
    if (size > maxBody) {
      throw new IOException("the answer is too long");
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer was broken off");
    }
    return bytes;
  }

  private byte[] atMost(byte[] bytes) throws IOException {
    if (bytes.length > maxBody) {
      throw new IOException("the answer is too long");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int value = Integer.parseInt(text, radix);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new IOException("malformed number in an answer");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the answer was broken off");
      }
      if (line.size() == MAX_LINE) {
        throw new IOException("a line of the answer is too long");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
