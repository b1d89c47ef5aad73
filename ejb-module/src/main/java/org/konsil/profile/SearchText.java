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
  private static final int MOST_WORDS = 8;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,\0]+");

  private SearchText() {}

  static String of(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
            .replaceAll("")
            .replace("ß", "ss");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /** The words of a term, at most eight; all must be contained. */
  static List<String> words(String term) {
    return Arrays.stream(SEPARATORS.split(of(term)))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .toList();
  }
}
