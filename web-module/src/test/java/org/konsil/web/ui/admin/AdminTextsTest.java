package org.konsil.web.ui.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both languages have the same texts, and the pages ask for none that is missing. */
class AdminTextsTest {
  private static final String BUNDLE = "org.konsil.web.ui.admin.messages";
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern USED =
      Pattern.compile("a\\['([\\w.-]+)'\\]|fmt\\.text\\('([\\w.-]+)'[,)]");

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(BUNDLE, Locale.forLanguageTag(language));
  }

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(new TreeSet<>(bundle("de").keySet()))
        .isEqualTo(new TreeSet<>(bundle("en").keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void everyTextIsAPattern(String language) {
    ResourceBundle texts = bundle(language);
    for (String key : texts.keySet()) {
      assertThat(new MessageFormat(texts.getString(key)).format(new Object[] {1, 2, 3, 4}))
          .as(key)
          .isNotEmpty();
    }
  }

  @Test
  void thePagesUseKnownTextsOnly() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> pages = Files.walk(PAGES)) {
      for (Path page : pages.filter(p -> p.toString().contains("admin")).toList()) {
        if (Files.isRegularFile(page)) {
          collect(Files.readString(page), used);
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(100);
    assertThat(bundle("de").keySet()).containsAll(used);
  }

  private static void collect(String page, Set<String> used) {
    Matcher matcher = USED.matcher(page);
    while (matcher.find()) {
      used.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
  }
}
