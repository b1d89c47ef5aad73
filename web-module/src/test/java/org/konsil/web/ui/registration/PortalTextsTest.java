package org.konsil.web.ui.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.federationlist.MembershipFailure;
import org.konsil.idp.LoginFailure;
import org.konsil.registration.MessengerService;
import org.konsil.registration.RegistrationFailure;

/** Every refusal has words in both languages, and the pages ask for no text that is missing. */
class PortalTextsTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern USED =
      Pattern.compile("r\\['([\\w.-]+)'\\]|portalTexts\\.text\\('([\\w.-]+)'[,)]");

  private static ResourceBundle bundle(String language) {
    return ResourceBundle.getBundle(
        "org.konsil.web.ui.registration.messages", Locale.forLanguageTag(language));
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
      String pattern = texts.getString(key);
      assertThat(pattern).as(key).doesNotContain("'");
      assertThat(new MessageFormat(pattern).format(new Object[] {1, 2, 3, 4})).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void everyRefusalTellsWhatToDo(String language) {
    Set<String> known = bundle(language).keySet();
    assertThat(known).containsAll(keys("login.", LoginFailure.values()));
    assertThat(known).containsAll(keys("refused.", RegistrationFailure.values()));
    assertThat(known).containsAll(keys("directory.", MembershipFailure.values()));
    assertThat(known).containsAll(keys("state.", MessengerService.State.values()));
  }

  @Test
  void thePagesUseKnownTextsOnly() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String page : new String[] {"registration.xhtml", "registration/services.xhtml"}) {
      Matcher matcher = USED.matcher(Files.readString(PAGES.resolve(page)));
      while (matcher.find()) {
        used.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
    }
    assertThat(used).hasSizeGreaterThan(30);
    assertThat(bundle("de").keySet()).containsAll(used);
  }

  private static Set<String> keys(String prefix, Enum<?>[] values) {
    Set<String> keys = new TreeSet<>();
    Arrays.stream(values).forEach(value -> keys.add(prefix + value.name()));
    return keys;
  }
}
