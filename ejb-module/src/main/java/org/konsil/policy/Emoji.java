package org.konsil.policy;

import java.util.regex.Pattern;

/** Tells one emoji from text; by blocks, since this JDK knows no emoji property. */
final class Emoji {
  private static final int KEYCAP = 0x20E3;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int MAX_CODE_POINTS = 16;
  private static final Pattern ONE_CHARACTER = Pattern.compile("\\X");

  private Emoji() {}

  static boolean isOne(String text) {
    if (text.isEmpty()
        || text.codePointCount(0, text.length()) > MAX_CODE_POINTS
        || !ONE_CHARACTER.matcher(text).matches()) {
      return false;
    }
    int first = text.codePointAt(0);
    return isPictograph(first)
        || isKeycap(text, first)
        || (isSymbol(first) && text.indexOf(EMOJI_STYLE) > 0);
  }

  private static boolean isPictograph(int c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || isSingle(c);
  }

  /** Emoji of the older blocks that need no style mark. */
  private static boolean isSingle(int c) {
    return (c >= 0x231A && c <= 0x23FF) || (c >= 0x2B05 && c <= 0x2B55);
  }

  /** Characters that the style mark alone makes an emoji, such as (c) and arrows. */
  private static boolean isSymbol(int c) {
    return c == 0xA9
        || c == 0xAE
        || c == 0x203C
        || c == 0x2049
        || (c >= 0x2122 && c <= 0x21FF)
        || (c >= 0x25AA && c <= 0x25FE)
        || (c >= 0x2934 && c <= 0x2935)
        || (c >= 0x3030 && c <= 0x3299);
  }

  private static boolean isKeycap(String text, int first) {
    return text.codePointBefore(text.length()) == KEYCAP
        && ((first >= '0' && first <= '9') || first == '#' || first == '*');
  }
}
