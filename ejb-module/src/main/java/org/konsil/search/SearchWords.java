package org.konsil.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are searched: words in small letters, without accents and punctuation. */
final class SearchWords {
  private static final int LONGEST = 60_000;
  private static final int MOST_WORDS = 16;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private SearchWords() {}

  /** The words of a text, each between spaces. */
  static String of(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    String plain =
        MARKS
            .matcher(Normalizer.normalize(cut.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
            .replaceAll("")
            .replace("ß", "ss");
    String words = " " + SEPARATORS.matcher(plain).replaceAll(" ").strip() + " ";
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " ";
  }

  /** What is looked for: at most sixteen words, all of which an event must have. */
  static List<String> wanted(String term) {
    return Arrays.stream(of(term).split(" "))
        .filter(word -> !word.isEmpty())
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /** How closely words fit: the more of them are wanted ones, the more. Between 0 and 1. */
  static double rank(String words, List<String> wanted) {
    String[] all = words.strip().split(" ");
    long hits = Arrays.stream(all).filter(wanted::contains).count();
    return (double) hits / Math.max(1, all.length);
  }
}
