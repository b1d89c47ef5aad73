package org.konsil.web.ui.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.federationlist.MembershipFailure;
import org.konsil.idp.LoginFailure;
import org.konsil.registration.MessengerService;
import org.konsil.registration.RegistrationFailure;
import org.konsil.web.ui.TextBundle;

/** Every refusal has words in both languages, and the pages ask for no text that is missing. */
class PortalTextsTest {
  private static final TextBundle TEXTS = new TextBundle("org.konsil.web.ui.registration.messages");
  private static final Pattern USED =
      Pattern.compile("r\\['([\\w.-]+)'\\]|portalTexts\\.text\\('([\\w.-]+)'[,)]");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    TEXTS.hasTheSameKeysInBothLanguages();
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void everyTextIsAPattern(String language) {
    TEXTS.holdsPatterns(language);
    TEXTS
        .in(language)
        .keySet()
        .forEach(key -> assertThat(TEXTS.in(language).getString(key)).as(key).doesNotContain("'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void everyRefusalTellsWhatToDo(String language) {
    Set<String> known = TEXTS.in(language).keySet();
    assertThat(known).containsAll(keys("login.", LoginFailure.values()));
    assertThat(known).containsAll(keys("refused.", RegistrationFailure.values()));
    assertThat(known).containsAll(keys("directory.", MembershipFailure.values()));
    assertThat(known).containsAll(keys("state.", MessengerService.State.values()));
  }

  @Test
  void thePagesUseKnownTextsOnly() throws IOException {
    TEXTS.hasAllThat(
        List.of(
            TextBundle.PAGES.resolve("registration.xhtml"),
            TextBundle.PAGES.resolve("registration/services.xhtml")),
        USED,
        30);
  }

  private static Set<String> keys(String prefix, Enum<?>[] values) {
    Set<String> keys = new TreeSet<>();
    Arrays.stream(values).forEach(value -> keys.add(prefix + value.name()));
    return keys;
  }
}
