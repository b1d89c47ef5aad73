package org.konsil.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.device.DeviceService;
import org.konsil.login.LoginService;
import org.konsil.login.UiaRequiredException;
import org.konsil.login.UiaService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** Codes, tokens and what their sessions may do. */
class TokenServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<OAuthFixture> fixtures() {
    return allDatabases()
        .map(db -> wired.computeIfAbsent(db, TestBeans::new))
        .map(OAuthFixture::new);
  }

  private static String error(OAuthFixture fixture, Map<String, String> form) {
    return OAuthFixture.refusal(() -> fixture.exchange(form)).error();
  }

  private static MatrixException unknown(OAuthFixture fixture, TokenResponse tokens) {
    return catchThrowableOfType(MatrixException.class, () -> fixture.authenticate(tokens));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aCodeBuysTokensOfTheUserAndTheDeviceThatWasAskedFor(OAuthFixture fixture) {
    TokenResponse tokens = fixture.tokens("DEVICE0001");
    Requester requester = fixture.authenticate(tokens);
    assertThat(requester.user()).isEqualTo(fixture.user);
    assertThat(requester.deviceId()).isEqualTo("DEVICE0001");
    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(tokens.expiresIn()).isPositive();
    assertThat(tokens.scope()).isEqualTo(new Scope("DEVICE0001").toString());
    assertThat(fixture.beans.get(DeviceService.class).displayName(fixture.user, "DEVICE0001"))
        .contains("An app");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void codesAreStoredAsDigests(OAuthFixture fixture) {
    String code = fixture.code("DEVICE0001");
    assertThat(
            fixture
                .beans
                .get(Db.class)
                .query("SELECT code_hash FROM oauth_code", row -> row.string("code_hash")))
        .contains(Secrets.digest(code))
        .doesNotContain(code);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aCodeThatIsUsedAgainEndsTheSession(OAuthFixture fixture) {
    String code = fixture.code("DEVICE0001");
    TokenResponse tokens = fixture.exchange(fixture.codeForm(code));
    fixture.authenticate(tokens);
    assertThat(error(fixture, fixture.codeForm(code))).isEqualTo("invalid_grant");
    assertThat(unknown(fixture, tokens).code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(fixture.beans.get(DeviceService.class).exists(fixture.user, "DEVICE0001")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aCodeServesOnlyWhoAskedForIt(OAuthFixture fixture) {
    Map<String, String> wrong =
        Map.of(
            "code_verifier",
            "w".repeat(43),
            "redirect_uri",
            "https://app.example.com/other",
            "client_id",
            fixture.register(OAuthFixture.metadata().put("client_name", "Other")),
            "code",
            "kc_unknown");
    wrong.forEach(
        (name, value) -> {
          Map<String, String> form = fixture.codeForm(fixture.code("DEVICE0001"));
          form.put(name, value);
          assertThat(error(fixture, form)).as(name).isEqualTo("invalid_grant");
        });
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aWrongVerifierSpendsTheCode(OAuthFixture fixture) {
    Map<String, String> form = fixture.codeForm(fixture.code("DEVICE0001"));
    form.put("code_verifier", "short");
    assertThat(error(fixture, form)).isEqualTo("invalid_grant");
    form.put("code_verifier", OAuthFixture.VERIFIER);
    assertThat(error(fixture, form)).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aCodeLastsAMinute(OAuthFixture fixture) {
    Map<String, String> form = fixture.codeForm(fixture.code("DEVICE0001"));
    fixture.beans.clock.advance(AuthorizationService.CODE_LIFETIME);
    assertThat(error(fixture, form)).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aLockedAccountGetsNoTokens(OAuthFixture fixture) {
    Map<String, String> form = fixture.codeForm(fixture.code("DEVICE0001"));
    fixture.beans.transaction(
        () -> fixture.beans.get(AccountService.class).lock(fixture.user, true));
    assertThat(error(fixture, form)).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void requestsThatAreNotInOrderAreRefused(OAuthFixture fixture) {
    Map<String, String> form = fixture.codeForm(fixture.code("DEVICE0001"));
    form.put("grant_type", "password");
    assertThat(error(fixture, form)).isEqualTo("unsupported_grant_type");
    form.remove("grant_type");
    assertThat(error(fixture, form)).isEqualTo("invalid_request");
    form.put("grant_type", ClientMetadata.AUTHORIZATION_CODE);
    form.put("client_id", "unknown");
    assertThat(error(fixture, form)).isEqualTo("invalid_client");
    form.remove("client_id");
    assertThat(error(fixture, form)).isEqualTo("invalid_request");
    ObjectNode narrow = OAuthFixture.metadata();
    narrow.putArray("grant_types").add(ClientMetadata.AUTHORIZATION_CODE);
    assertThat(
            error(
                fixture,
                Map.of(
                    "grant_type",
                    ClientMetadata.REFRESH_TOKEN,
                    "client_id",
                    fixture.register(narrow),
                    "refresh_token",
                    "x")))
        .isEqualTo("unauthorized_client");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void refreshTokensRotateAndAReuseEndsTheSession(OAuthFixture fixture) {
    TokenResponse first = fixture.tokens("DEVICE0001");
    TokenResponse second = fixture.refresh(first.refreshToken());
    // the answer may have been lost: the client may ask again
    TokenResponse again = fixture.refresh(first.refreshToken());
    assertThat(fixture.authenticate(again).deviceId()).isEqualTo("DEVICE0001");
    assertThat(again.refreshToken()).isNotEqualTo(second.refreshToken());
    assertThat(OAuthFixture.refusal(() -> fixture.refresh(first.refreshToken())).error())
        .isEqualTo("invalid_grant");
    assertThat(OAuthFixture.refusal(() -> fixture.refresh(again.refreshToken())).error())
        .isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aRefreshTokenServesThroughItsOwnApiAlone(OAuthFixture fixture) {
    TokenResponse tokens = fixture.tokens("DEVICE0001");
    LoginService legacy = fixture.beans.get(LoginService.class);
    assertThat(
            catchThrowableOfType(MatrixException.class, () -> legacy.refresh(tokens.refreshToken()))
                .code())
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(
            error(
                fixture,
                Map.of(
                    "grant_type", ClientMetadata.REFRESH_TOKEN,
                    "client_id", fixture.register(OAuthFixture.metadata().put("client_name", "B")),
                    "refresh_token", tokens.refreshToken())))
        .isEqualTo("invalid_grant");
    assertThat(fixture.refresh(tokens.refreshToken()).accessToken()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void eitherTokenEndsTheSessionWhoeverSendsIt(OAuthFixture fixture) {
    TokenService service = fixture.beans.get(TokenService.class);
    TokenResponse one = fixture.tokens("DEVICE0001");
    service.revoke(OAuthFixture.parameters(Map.of("token", one.accessToken())));
    assertThat(unknown(fixture, one)).isNotNull();
    assertThat(OAuthFixture.refusal(() -> fixture.refresh(one.refreshToken()))).isNotNull();
    TokenResponse two = fixture.tokens("DEVICE0002");
    service.revoke(OAuthFixture.parameters(Map.of("token", two.refreshToken())));
    assertThat(unknown(fixture, two)).isNotNull();
    assertThat(fixture.beans.get(DeviceService.class).list(fixture.user)).isEmpty();
    service.revoke(OAuthFixture.parameters(Map.of("token", "unknown")));
    assertThat(OAuthFixture.refusal(() -> service.revoke(Parameters.ofQuery(""))).error())
        .isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void legacyLogOutEndsTheSessionToo(OAuthFixture fixture) {
    TokenResponse tokens = fixture.tokens("DEVICE0001");
    fixture.beans.get(LoginService.class).logout(fixture.authenticate(tokens));
    assertThat(OAuthFixture.refusal(() -> fixture.refresh(tokens.refreshToken()))).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void interactiveAuthenticationIsNotForTheseSessions(OAuthFixture fixture) {
    Requester requester = fixture.authenticate(fixture.tokens("DEVICE0001"));
    ObjectNode auth =
        Json.object().put("type", LoginService.PASSWORD).put("password", OAuthFixture.PASSWORD);
    UiaService uia = fixture.beans.get(UiaService.class);
    assertThat(
            catchThrowableOfType(
                    MatrixException.class, () -> uia.require(requester, "deactivate", auth))
                .code())
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theResetOfCrossSigningIsApprovedOnOurPage(OAuthFixture fixture) {
    fixture.beans.get(AccessTokenService.class);
    Requester requester = fixture.authenticate(fixture.tokens("DEVICE0001"));
    ObjectNode first = challenge(fixture, requester, null);
    String session = first.get("session").asText();
    assertThat(first.get("flows").toString()).isEqualTo("[{\"stages\":[\"m.oauth\"]}]");
    assertThat(first.at("/params/m.oauth/url").asText())
        .isEqualTo("https://m.example/account?session=" + session);
    ObjectNode auth = Json.object().put("session", session);
    assertThat(challenge(fixture, requester, auth).has("errcode")).isFalse();
    ObjectNode forced = auth.deepCopy().put("type", UiaService.OAUTH);
    assertThat(challenge(fixture, requester, forced).has("errcode")).isTrue();
    UiaService uia = fixture.beans.get(UiaService.class);
    assertThat(uia.approve(new OAuthFixture(fixture.beans).user, session)).isFalse();
    assertThat(uia.approve(fixture.user, session)).isTrue();
    uia.requireOrApproval(requester, "reset", "", auth);
    assertThat(challenge(fixture, requester, auth).get("session").asText()).isNotEqualTo(session);
  }

  private static ObjectNode challenge(OAuthFixture fixture, Requester requester, ObjectNode auth) {
    return catchThrowableOfType(
            UiaRequiredException.class,
            () ->
                fixture
                    .beans
                    .get(UiaService.class)
                    .requireOrApproval(
                        requester, "reset", "https://m.example/account?session=", auth))
        .body();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void refreshingKeepsTheClient(OAuthFixture fixture) {
    TokenResponse tokens = fixture.tokens("DEVICE0001");
    fixture.beans.clock.advance(Duration.ofDays(170));
    TokenResponse later = fixture.refresh(tokens.refreshToken());
    fixture.beans.clock.advance(Duration.ofDays(170));
    fixture.beans.get(OAuthCleanup.class).cleanUp();
    assertThat(fixture.refresh(later.refreshToken()).accessToken()).isNotEmpty();
  }
}
