package org.konsil.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.konsil.core.error.MatrixException;

/** Bytes of canonical JSON: text goes to UTF-8 directly, without strings in between. */
final class CanonicalWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_BYTES_A_CHAR = 6;

  private byte[] buffer = new byte[512];
  private int length;

  byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  void put(char ascii) {
    reserve(1);
    buffer[length++] = (byte) ascii;
  }

  void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  /**
   * A string in quotes, with no escapes but the necessary ones.
   *
   * @throws MatrixException M_BAD_JSON for half a surrogate pair, which UTF-8 cannot express
   */
  void string(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      reserve(MAX_BYTES_A_CHAR);
      if (c < 0x80) {
        single(c);
      } else if (Character.isSurrogate(c)) {
        i++;
        wide(pair(c, i < text.length() ? text.charAt(i) : 0));
      } else {
        wide(c);
      }
    }
    put('"');
  }

  private void single(char c) {
    if (c >= 0x20 && c != '"' && c != '\\') {
      buffer[length++] = (byte) c;
      return;
    }
    buffer[length++] = '\\';
    int known = "\b\t\n\f\r\"\\".indexOf(c);
    if (known >= 0) {
      buffer[length++] = (byte) "btnfr\"\\".charAt(known);
      return;
    }
    buffer[length++] = 'u';
    buffer[length++] = '0';
    buffer[length++] = '0';
    buffer[length++] = HEX[c >> 4];
    buffer[length++] = HEX[c & 0xF];
  }

  private static int pair(char high, char low) {
    if (!Character.isSurrogatePair(high, low)) {
      throw MatrixException.badJson("Half of a surrogate pair");
    }
    return Character.toCodePoint(high, low);
  }

  private void wide(int point) {
    if (point < 0x800) {
      buffer[length++] = (byte) (0xC0 | point >> 6);
    } else {
      if (point < 0x10000) {
        buffer[length++] = (byte) (0xE0 | point >> 12);
      } else {
        buffer[length++] = (byte) (0xF0 | point >> 18);
        buffer[length++] = (byte) (0x80 | point >> 12 & 0x3F);
      }
      buffer[length++] = (byte) (0x80 | point >> 6 & 0x3F);
    }
    buffer[length++] = (byte) (0x80 | point & 0x3F);
  }

  private void reserve(int bytes) {
    if (length + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
    }
  }
}
