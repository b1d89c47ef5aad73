package org.konsil.core.id;

import java.nio.charset.StandardCharsets;

/** Checks that the identifiers share. */
final class Grammar {
  /** Longest identifier, in bytes of UTF-8 with sigil and domain. */
  static final int MAX_BYTES = 255;

  private Grammar() {}

  static boolean fits(String value) {
    return value.length() <= MAX_BYTES
        && (value.length() * 3 <= MAX_BYTES
            || value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
  }

  static boolean hasSigil(String value, char sigil) {
    return value != null && !value.isEmpty() && value.charAt(0) == sigil;
  }

  /** Sigil, a localpart of any code points but NUL and colon, a colon, a server name. */
  static boolean isQualified(String value, char sigil, boolean emptyLocalpart) {
    if (!hasSigil(value, sigil)) {
      return false;
    }
    int colon = value.indexOf(':');
    return colon >= (emptyLocalpart ? 1 : 2)
        && isOpaque(value, 1, colon)
        && ServerName.isValid(value.substring(colon + 1))
        && fits(value);
  }

  /** No NUL and no half of a surrogate pair. */
  static boolean isOpaque(String value, int from, int to) {
    int i = from;
    while (i < to) {
      int point = value.codePointAt(i);
      if (point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLower(c) || (c >= 'A' && c <= 'Z');
  }
}
