package org.konsil.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the specification, and what comes near them. */
class RedirectUriTest {
  private static final URI HOME = URI.create("https://example.com/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/callback",
        "https://app.example.com/callback",
        "https://example.com:5173/?query=value",
        "https://EXAMPLE.com/callback"
      })
  void aWebClientGoesBackToItsOwnSite(String uri) {
    assertThat(RedirectUri.isAllowed(uri, HOME, false)).isTrue();
    assertThat(RedirectUri.isAllowed(uri, HOME, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/callback#fragment",
        "https://example.com/callback#",
        "http://example.com/callback",
        "http://localhost/",
        "https://user:secret@example.com/",
        "https://example.com.evil.test/callback",
        "https://evilexample.com/callback",
        "https://other.test/callback",
        "com.example.app:/callback",
        "/callback",
        "https://exa mple.com/"
      })
  void aWebClientGoesNowhereElse(String uri) {
    assertThat(RedirectUri.isAllowed(uri, HOME, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.app:/callback",
        "com.example:/",
        "com.example:callback",
        "http://localhost/callback",
        "http://127.0.0.1/callback",
        "http://[::1]/callback",
        "http://localhost"
      })
  void aNativeClientMayUseItsOwnSchemeAndLoopback(String uri) {
    assertThat(RedirectUri.isAllowed(uri, HOME, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example:/callback",
        "com.example.app://callback",
        "https://localhost/callback",
        "http://localhost:1234/callback",
        "http://localhost.evil.test/callback",
        "http://localhost@evil.test/",
        "http://127.0.0.2/callback",
        "com.exampleapp:/callback",
        "javascript:alert(1)",
        "com.example.app:/callback#x"
      })
  void aNativeClientMayNotUseOthers(String uri) {
    assertThat(RedirectUri.isAllowed(uri, HOME, true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/cb, https://example.com/cb, true",
    "https://example.com/cb, https://example.com/cb/, false",
    "https://example.com/cb, https://example.com/cb?x=1, false",
    "https://example.com/cb, https://EXAMPLE.com/cb, false",
    "https://example.com/cb, https://example.com:443/cb, false",
    "http://localhost/cb, http://localhost:31337/cb, true",
    "http://localhost/cb, http://localhost/cb, true",
    "http://[::1]/cb, http://[::1]:5/cb, true",
    "http://localhost/cb, http://localhost:31337/other, false",
    "http://localhost/cb, http://127.0.0.1:31337/cb, false",
    "http://localhost/cb, http://localhost:31337@evil.test/cb, false",
    "http://localhost/cb, http://localhost:123456/cb, false"
  })
  void urisAreEqualCharacterByCharacterSaveForALoopbackPort(
      String registered, String requested, boolean equal) {
    assertThat(RedirectUri.matches(registered, requested)).isEqualTo(equal);
  }
}
