package org.konsil.profile;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as they are searched: without regard to case and accents, ß as ss. People type "mueller"
 * too, but that a name is spelt ue cannot be told from its letters, so it is not guessed.
 */
final class SearchText {
  private static final int LONGEST = 800;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

  private SearchText() {}

  static String of(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
            .replaceAll("")
            .replace("ß", "ss");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /** LIKE patterns, with ! as escape, that all must match. */
  static List<String> patterns(String term) {
    return Arrays.stream(SEPARATORS.split(of(term)))
        .filter(word -> !word.isEmpty())
        .map(word -> "%" + escaped(word) + "%")
        .limit(8)
        .toList();
  }

  private static String escaped(String word) {
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
