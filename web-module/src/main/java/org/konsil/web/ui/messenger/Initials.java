package org.konsil.web.ui.messenger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Avatars without a picture, drawn as src/main/frontend/src/lib/people.mjs draws them. */
public final class Initials {

  private static final int HUES = 6;
  private static final Set<String> TITLES = Set.of("dr", "prof", "med", "pd", "dipl", "univ");

  private Initials() {}

  /** Two letters of a display name; "Name, Vorname" is turned, titles count for nothing. */
  public static String of(String name) {
    int comma = name.indexOf(',');
    String turned = comma < 0 ? name : name.substring(comma + 1) + " " + name.substring(0, comma);
    List<String> words =
        Arrays.stream(turned.split("[\\s._-]+"))
            .map(word -> word.replaceAll("[^\\p{L}\\p{N}]", ""))
            .filter(word -> !word.isEmpty() && !TITLES.contains(word.toLowerCase(Locale.ROOT)))
            .toList();
    if (words.isEmpty()) {
      return "?";
    }
    String first = words.get(0);
    String letters =
        words.size() == 1
            ? first.substring(0, Math.min(2, first.length()))
            : first.substring(0, 1) + words.get(words.size() - 1).charAt(0);
    return letters.toUpperCase(Locale.ROOT);
  }

  public static int hue(String id) {
    int hash = 0;
    for (int i = 0; i < id.length(); i++) {
      hash = hash * 31 + id.charAt(i);
    }
    return Integer.remainderUnsigned(hash, HUES) + 1;
  }
}
