package org.konsil.web.ui.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiTextsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de-DE,de;q=0.9,en;q=0.8|de",
        "en-GB,en;q=0.9|en",
        "fr,en;q=0.5|en",
        "fr|de",
        "not a header ;;|de",
        "|de"
      })
  void theBrowsersLanguageElseGerman(String header, String language) {
    assertThat(UiTexts.negotiate(header)).isEqualTo(language);
  }

  @Test
  void englishIsNotWhatTheServersLocaleIs() {
    assertThat(UiTexts.bundle("en").getString("login.title")).isEqualTo("Sign in");
    assertThat(UiTexts.bundle("de").getString("login.title")).isEqualTo("Anmelden");
  }

  @Test
  void aMissingLanguageIsNoLanguage() {
    assertThat(UiTexts.isLanguage(null)).isFalse();
    assertThat(UiTexts.isLanguage("fr")).isFalse();
  }

  @Test
  void theBundleOfTheScriptHasAVersion() {
    assertThat(UiTexts.ASSETS_VERSION).matches("[0-9a-f]{16}");
  }
}
