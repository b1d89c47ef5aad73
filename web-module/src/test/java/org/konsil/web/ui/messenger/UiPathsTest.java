package org.konsil.web.ui.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UiPathsTest {

  @Test
  void aPageOfOursIsWhereSigningInGoesOn() {
    assertThat(UiPaths.safeNext("/settings")).isEqualTo("/settings");
    assertThat(UiPaths.safeNext("/admin/accounts")).isEqualTo("/admin/accounts");
    assertThat(UiPaths.safeNext("/account?action=a&device_id=b"))
        .isEqualTo("/account?action=a&device_id=b");
    assertThat(UiPaths.safeNext("/chats")).isEqualTo("/");
    assertThat(UiPaths.safeNext(null)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/admin//evil.example",
        "/account?next=//evil.example",
        "/accounts?x",
        "/admin/\\evil.example",
        "javascript:alert(1)",
        "/_matrix/client/v3/sync",
        ""
      })
  void anotherPlaceIsNot(String asked) {
    assertThat(UiPaths.safeNext(asked)).isEqualTo("/");
  }

  @Test
  void facesFormsOfThePagesNeedTheSignInToo() {
    assertThat(UiPaths.needsSignIn("/settings.xhtml")).isTrue();
    assertThat(UiPaths.needsSignIn("/account")).isTrue();
    assertThat(UiPaths.needsSignIn("/login")).isFalse();
    assertThat(UiPaths.needsSignIn("/authorize")).isFalse();
    assertThat(UiPaths.needsSignIn("/assets/1/app.js")).isFalse();
  }

  @Test
  void outcomesRedirect() {
    assertThat(UiPaths.redirect("/")).isEqualTo("/chats?faces-redirect=true");
    assertThat(UiPaths.redirect("/login?out=wiped"))
        .isEqualTo("/login?faces-redirect=true&out=wiped");
  }
}
