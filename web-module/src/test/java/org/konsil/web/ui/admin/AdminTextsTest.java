package org.konsil.web.ui.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.web.ui.TextBundle;

/** Both languages have the same texts, and the pages ask for none that is missing. */
class AdminTextsTest {
  private static final TextBundle TEXTS = new TextBundle("org.konsil.web.ui.admin.messages");
  private static final Pattern USED =
      Pattern.compile("a\\['([\\w.-]+)'\\]|fmt\\.text\\('([\\w.-]+)'[,)]");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    TEXTS.hasTheSameKeysInBothLanguages();
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void everyTextIsAPattern(String language) {
    TEXTS.holdsPatterns(language);
  }

  @Test
  void thePagesUseKnownTextsOnly() throws IOException {
    List<Path> pages;
    try (Stream<Path> all = Files.walk(TextBundle.PAGES)) {
      pages = all.filter(p -> p.toString().contains("admin") && Files.isRegularFile(p)).toList();
    }
    TEXTS.hasAllThat(pages, USED, 100);
  }
}
