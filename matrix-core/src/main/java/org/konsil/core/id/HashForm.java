package org.konsil.core.id;

/** Identifiers that are a SHA-256 in unpadded Base64 behind a sigil. */
final class HashForm {
  /** 32 bytes in unpadded Base64. */
  static final int HASH_CHARS = 43;

  private HashForm() {}

  static boolean isUrlSafe(String value, char sigil) {
    return isHash(value, sigil, '-', '_');
  }

  static boolean isStandard(String value, char sigil) {
    return isHash(value, sigil, '+', '/');
  }

  private static boolean isHash(String value, char sigil, char c62, char c63) {
    if (!Grammar.hasSigil(value, sigil) || value.length() != HASH_CHARS + 1) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Grammar.isAlphanumeric(c) && c != c62 && c != c63) {
        return false;
      }
    }
    return true;
  }
}
