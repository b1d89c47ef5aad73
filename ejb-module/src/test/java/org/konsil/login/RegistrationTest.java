package org.konsil.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.GuestAccounts;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.registrationtoken.RegistrationTokenService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class RegistrationTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  @AfterEach
  void asDelivered() {
    wired
        .values()
        .forEach(
            beans -> {
              beans.settings.remove("konsil.registration");
              beans.settings.remove("konsil.guests");
              beans.settings.remove("konsil.policy");
            });
  }

  private static String newName() {
    return "u" + UUID.randomUUID();
  }

  private static RegistrationRequest request(String name, ObjectNode auth) {
    return new RegistrationRequest(
        auth, null, name, "correct horse", null, null, null, false, false);
  }

  private static LoginResponse register(TestBeans beans, String name, ObjectNode auth) {
    return beans.transaction(
        () ->
            beans
                .get(RegistrationService.class)
                .register(
                    TestBeans.KLINIK, Optional.empty(), null, request(name, auth), "10.0.0.1"));
  }

  private static MatrixException refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void ourPageRegistersWhereRegistrationIsOpen(TestBeans beans) {
    RegistrationService registrations = beans.get(RegistrationService.class);
    String name = newName();
    Supplier<UserId> onPage =
        () ->
            beans.transaction(
                () ->
                    registrations.registerOnPage(
                        TestBeans.KLINIK, name, "correct horse", null, "10.0.0.1"));
    assertThat(refusal(onPage::get).code()).isEqualTo(ErrorCode.M_FORBIDDEN);
    beans.settings.put("konsil.registration", "token");
    assertThat(refusal(onPage::get).code()).isEqualTo(ErrorCode.M_FORBIDDEN);
    beans.settings.put("konsil.registration", "open");
    assertThat(onPage.get().localpart()).isEqualTo(name);
    assertThat(refusal(onPage::get).code()).isEqualTo(ErrorCode.M_USER_IN_USE);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void isClosedUnlessConfigured(TestBeans beans) {
    assertThat(refusal(() -> register(beans, newName(), null)).code())
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void openRegistrationNeedsTheDummyStage(TestBeans beans) {
    beans.settings.setProperty("konsil.registration", "open");
    String name = newName();
    assertThat(refusal(() -> register(beans, name, null))).isInstanceOf(UiaRequiredException.class);
    LoginResponse made = register(beans, name, Json.object().put("type", UiaService.DUMMY));
    assertThat(made.userId()).isEqualTo("@" + name + ":klinik.example");
    assertThat(
            beans
                .get(AccessTokenService.class)
                .authenticate(made.tokens().accessToken())
                .user()
                .value())
        .isEqualTo(made.userId());
    assertThat(refusal(() -> register(beans, name, null)).code())
        .isEqualTo(ErrorCode.M_USER_IN_USE);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void malformedNamesAndGuestsAreRefused(TestBeans beans) {
    beans.settings.setProperty("konsil.registration", "open");
    assertThat(refusal(() -> register(beans, "ä", null)).code())
        .isEqualTo(ErrorCode.M_INVALID_USERNAME);
    assertThat(
            refusal(
                    () ->
                        beans
                            .get(RegistrationService.class)
                            .register(
                                TestBeans.KLINIK,
                                Optional.empty(),
                                "guest",
                                request(null, null),
                                "a"))
                .code())
        .isEqualTo(ErrorCode.M_GUEST_ACCESS_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aWeakPasswordIsRefused(TestBeans beans) {
    UserId user = UserId.of(newName(), TestBeans.KLINIK);
    assertThat(
            refusal(
                    () ->
                        beans.transaction(
                            () ->
                                beans
                                    .get(AccountService.class)
                                    .create(user, Optional.of("short"), Optional.empty(), false)))
                .code())
        .isEqualTo(ErrorCode.M_WEAK_PASSWORD);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aTokenAdmitsAsManyAsItMay(TestBeans beans) {
    beans.settings.setProperty("konsil.registration", "token");
    String token = newName();
    beans
        .get(RegistrationTokenService.class)
        .create(TestBeans.KLINIK, Optional.of(token), Optional.of(1L), Optional.empty());
    RegistrationService registrations = beans.get(RegistrationService.class);
    assertThat(registrations.isTokenValid(TestBeans.KLINIK, token, "a")).isTrue();
    assertThat(registrations.isTokenValid(TestBeans.PRAXIS, token, "a")).isFalse();
    ObjectNode auth = Json.object().put("type", UiaService.REGISTRATION_TOKEN).put("token", token);
    register(beans, newName(), auth);
    assertThat(registrations.isTokenValid(TestBeans.KLINIK, token, "a")).isFalse();
    assertThat(refusal(() -> register(beans, newName(), auth)))
        .isInstanceOf(UiaRequiredException.class);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theSharedSecretMakesAccountsAndNothingElseDoes(TestBeans beans) {
    SharedSecretService service = beans.get(SharedSecretService.class);
    assertThat(refusal(service::nonce).status()).isEqualTo(404);
    beans.settings.setProperty("konsil.registration.sharedSecret", "s3cret");
    try {
      String name = newName();
      SharedSecretRegistration forged = signed(service.nonce(), name, "wrong secret");
      assertThat(refusal(() -> service.register(TestBeans.KLINIK, forged)).status()).isEqualTo(403);
      SharedSecretRegistration genuine = signed(service.nonce(), name, "s3cret");
      LoginResponse made = beans.transaction(() -> service.register(TestBeans.KLINIK, genuine));
      assertThat(made.userId()).isEqualTo("@" + name + ":klinik.example");
      assertThat(beans.get(AccountService.class).find(UserId.parse(made.userId())).get())
          .matches(Account::domainAdmin);
      assertThat(refusal(() -> service.register(TestBeans.KLINIK, genuine)).getMessage())
          .contains("nonce");
    } finally {
      beans.settings.remove("konsil.registration.sharedSecret");
    }
  }

  /** The MAC of Synapse's documentation: HMAC-SHA1 over NUL-separated fields. */
  @ParameterizedTest
  @MethodSource("beans")
  void theMacIsTheDocumentedOne(TestBeans beans) {
    SharedSecretRegistration request =
        new SharedSecretRegistration(
            "thisisanonce", "pepper_roni", null, "pizza", true, null, false, null);
    assertThat(SharedSecretService.mac("shared_secret".getBytes(StandardCharsets.UTF_8), request))
        .isEqualTo("48715842ad67d5dc9a9ee938a3bda4fcfae8d7c7");
  }

  private static SharedSecretRegistration signed(String nonce, String name, String secret) {
    SharedSecretRegistration bare =
        new SharedSecretRegistration(nonce, name, null, "correct horse", true, null, false, null);
    return new SharedSecretRegistration(
        nonce,
        name,
        null,
        "correct horse",
        true,
        null,
        false,
        SharedSecretService.mac(secret.getBytes(StandardCharsets.UTF_8), bare));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aGuestMayStay(TestBeans beans) {
    beans.settings.setProperty("konsil.registration", "open");
    beans.settings.setProperty("konsil.guests", "allow");
    beans.settings.setProperty("konsil.policy", "open");
    LoginResponse guest =
        beans.transaction(
            () ->
                beans
                    .get(RegistrationService.class)
                    .register(
                        TestBeans.KLINIK,
                        Optional.empty(),
                        "guest",
                        request("ignored", null),
                        "10.0.0.1"));
    String token = guest.tokens().accessToken();
    UserId user = UserId.parse(guest.userId());
    assertThat(user.localpart()).isNotEqualTo("ignored");
    assertThat(beans.get(AccessTokenService.class).authenticate(token).guest()).isTrue();
    assertThat(beans.get(GuestAccounts.class).among(Set.of(user))).containsExactly(user);
    ObjectNode auth = Json.object().put("type", UiaService.DUMMY);
    assertThat(refusal(() -> stay(beans, user.localpart(), auth, "wrong")).code())
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal(() -> stay(beans, newName(), auth, token)).code())
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(stay(beans, user.localpart(), auth, token).userId()).isEqualTo(user.value());
    assertThat(beans.get(AccessTokenService.class).authenticate(token).guest()).isFalse();
  }

  private static LoginResponse stay(
      TestBeans beans, String name, ObjectNode auth, String guestToken) {
    RegistrationRequest request =
        new RegistrationRequest(
            auth, null, name, "correct horse", null, null, guestToken, false, false);
    return beans.transaction(
        () ->
            beans
                .get(RegistrationService.class)
                .register(TestBeans.KLINIK, Optional.empty(), null, request, "10.0.0.1"));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anOpenIdTokenNamesItsUserForAnHour(TestBeans beans) {
    UserId user = UserId.of(newName(), TestBeans.KLINIK);
    Requester requester = new Requester(user, "D", TestBeans.KLINIK, false, 1);
    OpenIdService openId = beans.get(OpenIdService.class);
    String token = openId.requestToken(requester, user).accessToken();
    assertThat(openId.findUser(token)).contains(user);
    assertThat(openId.findUser("another")).isEmpty();
    beans.clock.advance(Duration.ofMinutes(61));
    assertThat(openId.findUser(token)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aTokenTakenByOurPageIsUsedOnce(TestBeans beans) {
    beans.settings.setProperty("konsil.registration", "token");
    String token = "t" + UUID.randomUUID();
    RegistrationTokenService tokens = beans.get(RegistrationTokenService.class);
    tokens.create(TestBeans.KLINIK, Optional.of(token), Optional.of(2L), Optional.empty());
    String session =
        ((UiaRequiredException) refusal(() -> register(beans, newName(), null)))
            .body()
            .get("session")
            .asText();
    UiaService uia = beans.get(UiaService.class);
    String stage = UiaService.REGISTRATION_TOKEN;
    assertThat(uia.completeOnPage(session, TestBeans.KLINIK, stage, "wrong", "a")).isFalse();
    assertThat(uia.completeOnPage(session, TestBeans.KLINIK, stage, token, "a")).isTrue();
    String name = newName();
    LoginResponse made = register(beans, name, Json.object().put("session", session));
    assertThat(made.userId()).isEqualTo("@" + name + ":klinik.example");
    assertThat(tokens.use(TestBeans.KLINIK, token)).as("the second use").isTrue();
    assertThat(tokens.use(TestBeans.KLINIK, token)).as("a third").isFalse();
  }
}
