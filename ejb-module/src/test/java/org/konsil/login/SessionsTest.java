package org.konsil.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.account.SessionTokens;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** Log-in, tokens, refresh and log-out over both databases. */
class SessionsTest extends StoreTest {
  private static final String PASSWORD = "correct horse";

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static UserId newUser(TestBeans beans) {
    UserId user = UserId.of("u" + UUID.randomUUID(), TestBeans.KLINIK);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of(PASSWORD), Optional.of("Name, Vorname"), false));
    return user;
  }

  private static LoginRequest request(
      UserId user, String password, String deviceId, boolean refreshable) {
    return new LoginRequest(
        LoginService.PASSWORD,
        null,
        user.value(),
        null,
        null,
        password,
        null,
        deviceId,
        "a phone",
        refreshable);
  }

  private static LoginResponse login(TestBeans beans, UserId user, boolean refreshable) {
    return beans
        .get(LoginService.class)
        .login(request(user, PASSWORD, null, refreshable), TestBeans.KLINIK, "10.0.0.1");
  }

  private static Requester authenticate(TestBeans beans, String token) {
    return beans.get(AccessTokenService.class).authenticate(token);
  }

  private static MatrixException refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aTokenStandsForItsUserAndDevice(TestBeans beans) {
    UserId user = newUser(beans);
    LoginResponse session = login(beans, user, false);
    Requester requester = authenticate(beans, session.tokens().accessToken());
    assertThat(requester.user()).isEqualTo(user);
    assertThat(requester.deviceId()).isEqualTo(session.deviceId());
    assertThat(requester.domain()).isEqualTo(TestBeans.KLINIK);
    assertThat(requester.domainAdmin()).isFalse();
    assertThat(session.tokens().refreshToken()).isNull();
    assertThat(session.tokens().expiresInMs()).isNull();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void tokensAreStoredAsDigests(TestBeans beans) {
    LoginResponse session = login(beans, newUser(beans), true);
    Db db = beans.get(Db.class);
    String stored =
        String.join(
                " ",
                db.query("SELECT token_hash FROM access_token", row -> row.string("token_hash")))
            + String.join(
                " ",
                db.query("SELECT token_hash FROM refresh_token", row -> row.string("token_hash")));
    assertThat(stored)
        .contains(Secrets.digest(session.tokens().accessToken()))
        .contains(Secrets.digest(session.tokens().refreshToken()))
        .doesNotContain(session.tokens().accessToken())
        .doesNotContain(session.tokens().refreshToken());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aWrongPasswordAndAnUnknownUserAreRefusedAlike(TestBeans beans) {
    UserId user = newUser(beans);
    LoginService logins = beans.get(LoginService.class);
    MatrixException wrong =
        refusal(() -> logins.login(request(user, "wrong", null, false), TestBeans.KLINIK, "a"));
    MatrixException unknown =
        refusal(
            () ->
                logins.login(
                    request(UserId.parse("@nobody:klinik.example"), "wrong", null, false),
                    TestBeans.KLINIK,
                    "a"));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body()).isEqualTo(unknown.body());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aLocalpartMeansTheAddressedDomain(TestBeans beans) {
    UserId user = newUser(beans);
    LoginService logins = beans.get(LoginService.class);
    LoginRequest byLocalpart =
        new LoginRequest(
            LoginService.PASSWORD,
            null,
            user.localpart(),
            null,
            null,
            PASSWORD,
            null,
            null,
            null,
            false);
    assertThat(logins.login(byLocalpart, TestBeans.KLINIK, "a").userId()).isEqualTo(user.value());
    assertThat(refusal(() -> logins.login(byLocalpart, TestBeans.PRAXIS, "a")).code())
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aKnownDeviceKeepsItsIdAndLosesItsOldTokens(TestBeans beans) {
    UserId user = newUser(beans);
    LoginResponse first = login(beans, user, false);
    authenticate(beans, first.tokens().accessToken());
    LoginResponse second =
        beans
            .get(LoginService.class)
            .login(request(user, PASSWORD, first.deviceId(), false), TestBeans.KLINIK, "a");
    assertThat(second.deviceId()).isEqualTo(first.deviceId());
    assertThat(refusal(() -> authenticate(beans, first.tokens().accessToken())).code())
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    authenticate(beans, second.tokens().accessToken());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anExpiredTokenIsRefusedSoftly(TestBeans beans) {
    LoginResponse session = login(beans, newUser(beans), true);
    authenticate(beans, session.tokens().accessToken());
    beans.clock.advance(Duration.ofMillis(session.tokens().expiresInMs()));
    MatrixException refusal = refusal(() -> authenticate(beans, session.tokens().accessToken()));
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal.body().get("soft_logout").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anUnknownTokenIsRefusedHard(TestBeans beans) {
    MatrixException refusal = refusal(() -> authenticate(beans, "ka_nothing"));
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal.body().get("soft_logout").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aRefreshMayBeRepeatedUntilItsResultIsUsed(TestBeans beans) {
    LoginService logins = beans.get(LoginService.class);
    LoginResponse session = login(beans, newUser(beans), true);
    String refresh = session.tokens().refreshToken();
    SessionTokens lost = logins.refresh(refresh);
    SessionTokens kept = logins.refresh(refresh);
    assertThat(refusal(() -> authenticate(beans, lost.accessToken())).code())
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(authenticate(beans, kept.accessToken()).deviceId()).isEqualTo(session.deviceId());
    assertThat(logins.refresh(kept.refreshToken()).refreshToken())
        .isNotEqualTo(kept.refreshToken());
  }

  /** F20: whoever presents a spent refresh token ends the whole family. */
  @ParameterizedTest
  @MethodSource("beans")
  void reuseOfASpentRefreshTokenEndsTheFamily(TestBeans beans) {
    LoginService logins = beans.get(LoginService.class);
    LoginResponse session = login(beans, newUser(beans), true);
    SessionTokens second = logins.refresh(session.tokens().refreshToken());
    authenticate(beans, second.accessToken());
    MatrixException reuse = refusal(() -> logins.refresh(session.tokens().refreshToken()));
    assertThat(reuse.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal(() -> authenticate(beans, second.accessToken())).status()).isEqualTo(401);
    assertThat(refusal(() -> logins.refresh(second.refreshToken())).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void logOutEndsTheTokenAtOnce(TestBeans beans) {
    LoginResponse session = login(beans, newUser(beans), false);
    Requester requester = authenticate(beans, session.tokens().accessToken());
    beans.get(LoginService.class).logout(requester);
    assertThat(refusal(() -> authenticate(beans, session.tokens().accessToken())).status())
        .isEqualTo(401);
    assertThat(beans.get(AccessTokenService.class).isActive(requester)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aLockedAccountIsRefusedSoftlyAndMayLogOut(TestBeans beans) {
    UserId user = newUser(beans);
    LoginResponse session = login(beans, user, false);
    String token = session.tokens().accessToken();
    Requester requester = authenticate(beans, token);
    beans.transaction(() -> beans.get(AccountService.class).lock(user, true));
    MatrixException refusal = refusal(() -> authenticate(beans, token));
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_USER_LOCKED);
    assertThat(refusal.body().get("soft_logout").asBoolean()).isTrue();
    assertThat(beans.get(AccessTokenService.class).isActive(requester)).isFalse();
    assertThat(refusal(() -> login(beans, user, false)).code()).isEqualTo(ErrorCode.M_USER_LOCKED);
    assertThat(beans.get(AccessTokenService.class).authenticateToLogOut(token).user())
        .isEqualTo(user);
    beans.transaction(() -> beans.get(AccountService.class).lock(user, false));
    authenticate(beans, token);
  }

  /** CVE-2023-32682: a deactivated user cannot log in by any type. */
  @ParameterizedTest
  @MethodSource("beans")
  void aDeactivatedAccountCannotLogIn(TestBeans beans) {
    UserId user = newUser(beans);
    LoginResponse session = login(beans, user, false);
    String loginToken = beans.get(LoginTokenService.class).issue(user);
    beans.transaction(() -> beans.get(AccountService.class).deactivate(user, false));
    assertThat(refusal(() -> login(beans, user, false)).status()).isEqualTo(403);
    LoginRequest byToken =
        new LoginRequest(
            LoginService.TOKEN, null, null, null, null, null, loginToken, null, null, false);
    assertThat(
            refusal(() -> beans.get(LoginService.class).login(byToken, TestBeans.KLINIK, "a"))
                .code())
        .isEqualTo(ErrorCode.M_USER_DEACTIVATED);
    assertThat(refusal(() -> authenticate(beans, session.tokens().accessToken())).status())
        .isEqualTo(401);
    assertThat(refusal(() -> newAccount(beans, user)).code()).isEqualTo(ErrorCode.M_USER_IN_USE);
  }

  private static void newAccount(TestBeans beans, UserId user) {
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of(PASSWORD), Optional.empty(), false));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aLoginTokenServesOnceAndNotForLong(TestBeans beans) {
    UserId user = newUser(beans);
    LoginTokenService tokens = beans.get(LoginTokenService.class);
    String token = tokens.issue(user);
    assertThat(tokens.redeem(token)).contains(user);
    assertThat(tokens.redeem(token)).isEmpty();
    String late = tokens.issue(user);
    beans.clock.advance(LoginTokenService.LIFETIME);
    assertThat(tokens.redeem(late)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void guessingIsSlowedDown(TestBeans beans) {
    UserId user = newUser(beans);
    LoginService logins = beans.get(LoginService.class);
    beans.settings.setProperty("konsil.rateLimits", "on");
    try {
      LoginRequest wrong = request(user, "wrong", null, false);
      for (int i = 0; i < 10; i++) {
        assertThat(refusal(() -> logins.login(wrong, TestBeans.KLINIK, "10.9.9.9")).code())
            .isEqualTo(ErrorCode.M_FORBIDDEN);
      }
      MatrixException limited = refusal(() -> logins.login(wrong, TestBeans.KLINIK, "10.9.9.9"));
      assertThat(limited.code()).isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
      assertThat(limited.body().get("retry_after_ms").asLong()).isBetween(1L, 12_000L);
      assertThat(refusal(() -> logins.login(wrong, TestBeans.KLINIK, "10.8.8.8")).code())
          .isEqualTo(ErrorCode.M_FORBIDDEN);
      beans.clock.advance(Duration.ofSeconds(12));
      assertThat(refusal(() -> logins.login(wrong, TestBeans.KLINIK, "10.9.9.9")).code())
          .isEqualTo(ErrorCode.M_FORBIDDEN);
    } finally {
      beans.settings.setProperty("konsil.rateLimits", "off");
    }
  }

  /** TI-M knows no log-in tokens for other devices: the operation is not there. */
  @ParameterizedTest
  @MethodSource("beans")
  void noTokenForAnotherDeviceUnderTheTiRules(TestBeans beans) {
    UserId user = newUser(beans);
    Requester requester = authenticate(beans, login(beans, user, false).tokens().accessToken());
    MatrixException refused =
        refusal(() -> beans.get(LoginTokenService.class).generate(requester, null));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo(ErrorCode.M_UNRECOGNIZED);
  }
}
