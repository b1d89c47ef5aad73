package org.konsil.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** What the authorization endpoint lets through, and who is told of what it does not. */
class AuthorizationTest extends StoreTest {
  private OAuthFixture fixture(Properties settings) {
    return new OAuthFixture(new TestBeans(allDatabases().findFirst().orElseThrow(), settings));
  }

  private OAuthFixture fixture() {
    return fixture(new Properties());
  }

  private static OAuthException refusal(OAuthFixture fixture, String name, String value) {
    Map<String, String> request = fixture.request("DEVICE0001");
    request.put(name, value);
    return OAuthFixture.refusal(() -> fixture.check(request));
  }

  @Test
  void aRequestInOrderNamesClientAndDevice() {
    OAuthFixture fixture = fixture();
    AuthorizationRequest request = fixture.check(fixture.request("DEVICE0001"));
    assertThat(request.client().name()).isEqualTo("An app");
    assertThat(request.client().host()).isEqualTo("example.com");
    assertThat(request.target()).isEqualTo("app.example.com");
    assertThat(request.deviceId()).isEqualTo("DEVICE0001");
  }

  @Test
  void theAnswerComesInTheFragmentOrInTheQuery() {
    OAuthFixture fixture = fixture();
    Map<String, String> request = fixture.request("DEVICE0001");
    AuthorizationService authorizations = fixture.beans.get(AuthorizationService.class);
    assertThat(authorizations.allow(fixture.check(request), fixture.user))
        .matches("https://app\\.example\\.com/callback#state=a\\+state&code=kc_[\\w-]{43}");
    request.put("response_mode", "query");
    request.remove("state");
    assertThat(authorizations.allow(fixture.check(request), fixture.user))
        .matches("https://app\\.example\\.com/callback\\?code=kc_[\\w-]{43}");
    assertThat(authorizations.deny(fixture.check(request)))
        .startsWith("https://app.example.com/callback?error=access_denied&error_description=");
  }

  @Test
  void aQueryOfTheRedirectUriIsKept() {
    assertThat(new Callback("https://example.com/?a=b", false, "s").withCode("c"))
        .isEqualTo("https://example.com/?a=b&state=s&code=c");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, unknown, invalid_client",
    "redirect_uri, https://app.example.com/other, invalid_request",
    "redirect_uri, '', invalid_request",
  })
  void whatCannotBeTrustedIsToldToTheUserAlone(String name, String value, String error) {
    OAuthException refusal = refusal(fixture(), name, value);
    assertThat(refusal.error()).isEqualTo(error);
    assertThat(refusal.redirect()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_mode, form_post, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge, '', invalid_request",
    "prompt, none, login_required",
    "scope, openid, invalid_scope",
    "scope, urn:matrix:client:api:*, invalid_scope",
    "scope, urn:matrix:client:device:DEVICE0001, invalid_scope",
    "scope, urn:matrix:client:api:* urn:matrix:client:device:, invalid_scope",
    "scope, urn:matrix:client:api:* urn:matrix:client:device:SHORT, invalid_scope",
    "scope, urn:matrix:client:api:* urn:matrix:client:device:WITH/SLASH1, invalid_scope",
    "scope, urn:matrix:client:api:* urn:matrix:client:device:DEVICE0001"
        + " urn:matrix:client:device:DEVICE0002, invalid_scope"
  })
  void whatTheClientGotWrongIsToldToTheClient(String name, String value, String error) {
    OAuthException refusal = refusal(fixture(), name, value);
    assertThat(refusal.error()).isEqualTo(error);
    String location = refusal.redirect().orElseThrow();
    assertThat(location).startsWith(OAuthFixture.REDIRECT).contains("error=" + error);
    assertThat(location).contains("state=a+state");
  }

  @Test
  void scopesThatWeDoNotKnowAreNotGranted() {
    assertThat(Scope.parse("openid urn:matrix:client:api:* urn:matrix:client:device:DEVICE0001"))
        .map(Scope::toString)
        .contains("urn:matrix:client:api:* urn:matrix:client:device:DEVICE0001");
  }

  @Test
  void aClientMustHaveRegisteredForCodes() {
    OAuthFixture fixture = fixture();
    var metadata = OAuthFixture.metadata();
    metadata.putArray("grant_types").add(ClientMetadata.DEVICE_CODE);
    assertThat(refusal(fixture, "client_id", fixture.register(metadata)).error())
        .isEqualTo("unauthorized_client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "token", "closed"})
  void anAccountIsMadeOnlyWhereUsersMayMakeOne(String registration) {
    Properties settings = new Properties();
    settings.put("konsil.registration", registration);
    OAuthFixture fixture = fixture(settings);
    Map<String, String> request = fixture.request("DEVICE0001");
    request.put("prompt", "create");
    boolean offered = !registration.equals("closed");
    assertThat(fixture.check(request).createAccount()).isEqualTo(offered);
    ServerMetadata metadata =
        ServerMetadata.of(
            "https://m.example",
            fixture.beans.get(AuthorizationService.class).isRegistrationOffered());
    assertThat(metadata.promptValuesSupported()).isEqualTo(offered ? List.of("create") : null);
  }

  @Test
  void aParameterComesOnce() {
    Map<String, List<String>> twice = new HashMap<>();
    twice.put("client_id", List.of("a", "b"));
    assertThat(OAuthFixture.refusal(() -> Parameters.of(twice)).error())
        .isEqualTo("invalid_request");
    assertThat(OAuthFixture.refusal(() -> Parameters.ofQuery("a=1&a=2")).error())
        .isEqualTo("invalid_request");
    assertThat(OAuthFixture.refusal(() -> Parameters.ofQuery("a=%zz")).error())
        .isEqualTo("invalid_request");
    assertThat(Parameters.ofQuery("a=%C3%A4+b&c&d=").get("a")).isEqualTo("ä b");
    assertThat(Stream.of("c", "d").map(Parameters.ofQuery("a=1&c&d=")::get)).containsOnlyNulls();
  }
}
