package org.konsil.web.ui.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.core.error.ErrorCode;

class PasswordFormTest {
  private static final class Form extends PasswordForm {}

  private static Form filled() {
    Form form = new Form();
    form.setUser("pflege");
    form.setPassword("geheim");
    return form;
  }

  @Test
  void aPasswordIsNeverGivenBackAndIsForgottenWithTheAnswer() {
    Form form = filled();
    assertThat(form.getPassword()).isNull();
    assertThat(form.hasCredentials()).isTrue();
    form.fail("login.error.wrong");
    assertThat(form.hasCredentials()).isFalse();
    assertThat(form.givenPassword()).isNull();
    assertThat(form.getUser()).isEqualTo("pflege");
    assertThat(form.getError()).isEqualTo("login.error.wrong");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyRefusalHasATextInBothLanguages(ErrorCode code) {
    for (Locale language : new Locale[] {Locale.GERMAN, Locale.ENGLISH}) {
      ResourceBundle texts = UiTexts.bundle(language.getLanguage());
      assertThat(texts.getString(PasswordForm.textOf(code))).isNotBlank();
    }
  }
}
