package org.konsil.web.ui.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same cases as src/main/frontend/test/words.test.mjs: both halves draw the same avatar. */
class InitialsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Nacht, Dr. Dienst|DN", "Nachtdienst 3B|N3", "pflege|PF", "Dr. K.|K", "' '|?"})
  void ofAName(String name, String initials) {
    assertThat(Initials.of(name)).isEqualTo(initials);
  }

  @ParameterizedTest
  @CsvSource({"@dr.keller:klinik.example", "@x:y", "''"})
  void hueIsOneOfSix(String id) {
    assertThat(Initials.hue(id)).isBetween(1, 6);
  }
}
