package org.konsil.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bundle of texts in both languages, and what must be true of it. */
public record TextBundle(String name) {
  public static final Path PAGES = Path.of("src/main/webapp");

  public ResourceBundle in(String language) {
    return ResourceBundle.getBundle(name, Locale.forLanguageTag(language));
  }

  public void hasTheSameKeysInBothLanguages() {
    assertThat(new TreeSet<>(in("de").keySet())).isEqualTo(new TreeSet<>(in("en").keySet()));
  }

  /** Every text goes through MessageFormat, whether or not it has arguments. */
  public void holdsPatterns(String language) {
    ResourceBundle texts = in(language);
    for (String key : texts.keySet()) {
      assertThat(new MessageFormat(texts.getString(key)).format(new Object[] {1, 2, 3, 4}))
          .as(key)
          .isNotEmpty();
    }
  }

  /**
   * @param use matches the use of a text, its key in the first or second group
   */
  public void hasAllThat(Collection<Path> pages, Pattern use, int atLeast) throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path page : pages) {
      Matcher matcher = use.matcher(Files.readString(page));
      while (matcher.find()) {
        used.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
    }
    assertThat(used).hasSizeGreaterThan(atLeast);
    assertThat(in("de").keySet()).containsAll(used);
  }
}
