package org.konsil.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.config.KonsilConfig;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.sandbox.idp.IdpForgery;
import org.konsil.sandbox.konnektor.SandboxHolder;
import org.konsil.sandbox.pki.TiAuthority;
import org.konsil.testing.SandboxTi;

/**
 * An institution logs in with its card over the true protocols; whatever is wrong on the way is
 * found and has its own name.
 */
class InstitutionLoginServiceTest {
  private static final LocalDate LAST_DAY = LocalDate.now(Clock.systemUTC()).plusDays(90);

  @TempDir private Path folder;
  private final Properties settings = new Properties();
  private SandboxTi ti;
  private OutgoingFixture outgoing;

  @BeforeEach
  void start() throws IOException {
    ti = new SandboxTi(folder);
    outgoing = new OutgoingFixture();
    ti.configure(settings);
  }

  @AfterEach
  void stop() {
    outgoing.close();
    ti.close();
  }

  private InstitutionLoginService login() {
    KonsilConfig config = new KonsilConfig(settings);
    return IdpFixture.login(
        config, outgoing.http(config), new CardSigningService(ti.connections(), config));
  }

  private void assertRefused(LoginFailure failure) {
    InstitutionLoginService login = login();
    assertThatThrownBy(() -> login.logIn(Optional.empty()))
        .isInstanceOfSatisfying(
            LoginRefusedException.class,
            refused -> assertThat(refused.failure()).isEqualTo(failure));
  }

  @DisplayName("AF_10103")
  @Test
  void anInstitutionLogsInWithItsCard() throws LoginRefusedException {
    Institution institution = login().logIn(Optional.empty());
    assertThat(institution)
        .isEqualTo(new Institution(SandboxTi.TELEMATIK_ID, "1.2.276.0.76.4.53", "Klinik"));
    assertThat(login().logIn(Optional.of(SandboxTi.SMC_B))).isEqualTo(institution);
  }

  @DisplayName("AF_10103: what is wrong with the provider's answers")
  @ParameterizedTest
  @CsvSource({
    "DISCOVERY_CHANGED,IDP_UNTRUSTED",
    "OTHER_ROOT,IDP_UNTRUSTED",
    "DISCOVERY_EXPIRED,IDP_UNTRUSTED",
    "CHALLENGE_SIGNATURE,CHALLENGE_INVALID",
    "CHALLENGE_OTHER,CHALLENGE_INVALID",
    "CHALLENGE_EXPIRED,CHALLENGE_EXPIRED",
    "OTHER_STATE,OTHER_LOGIN",
    "OTHER_REDIRECT,OTHER_LOGIN",
    "TOKEN_KEY,TOKEN_INVALID",
    "TOKEN_SIGNATURE,TOKEN_INVALID",
    "TOKEN_ISSUER,TOKEN_AUDIENCE",
    "TOKEN_AUDIENCE,TOKEN_AUDIENCE",
    "TOKEN_NONCE,TOKEN_NONCE",
    "TOKEN_EXPIRED,TOKEN_EXPIRED",
    "TOKEN_LONG,TOKEN_EXPIRED",
    "TOKEN_WEAK,TOKEN_WEAK",
    "FAILURE,IDP_UNREACHABLE"
  })
  void aForgedAnswerIsRefused(IdpForgery forgery, LoginFailure failure) throws Exception {
    ti.idp.forge(forgery);
    assertRefused(failure);
    ti.idp.forge(IdpForgery.NONE);
    assertThat(login().logIn(Optional.empty()).name()).isEqualTo("Klinik");
  }

  @DisplayName("AF_10103: what is wrong with the card")
  @Test
  void aCardThatMayNotIsRefused() {
    ti.konnektor.setPin(SandboxTi.SMC_B, "VERIFIABLE");
    assertRefused(LoginFailure.PIN_NOT_VERIFIED);
    ti.konnektor.setPin(SandboxTi.SMC_B, "BLOCKED");
    assertRefused(LoginFailure.PIN_BLOCKED);
    ti.konnektor.setPin(SandboxTi.SMC_B, "TRANSPORT_PIN");
    assertRefused(LoginFailure.PIN_NOT_SET);
    ti.konnektor.setPin(SandboxTi.SMC_B, "VERIFIED");
    assertThatThrownBy(() -> login().logIn(Optional.of("80276001019999999999")))
        .isInstanceOfSatisfying(
            LoginRefusedException.class,
            refused -> assertThat(refused.failure()).isEqualTo(LoginFailure.CARD_REMOVED));
    ti.directory.responder().revoke(ti.konnektor.cards().get(0).identity().certificate());
    assertRefused(LoginFailure.CARD_REVOKED);
    ti.konnektor.remove(SandboxTi.SMC_B);
    assertRefused(LoginFailure.NO_CARD);
    ti.konnektor.insert("SMC-B", SandboxTi.SMC_B, "CT-0001", 3, "Klinik", LAST_DAY.minusDays(100));
    ti.konnektor.setPin(SandboxTi.SMC_B, "VERIFIED");
    assertRefused(LoginFailure.CARD_UNTRUSTED);
  }

  @DisplayName("AF_10103: wrong professionOID")
  @Test
  void aHolderThatIsNoInstitutionIsRefused() throws Exception {
    ti.konnektor.insert(
        "CT-0001",
        3,
        new SandboxHolder("SMC-B", SandboxTi.SMC_B, "Arzt", "1.2.276.0.76.4.30", "1-1", LAST_DAY));
    ti.konnektor.setPin(SandboxTi.SMC_B, "VERIFIED");
    assertRefused(LoginFailure.PROFESSION);
    settings.setProperty("konsil.idp.professions", "1.2.276.0.76.4.30");
    assertThat(login().logIn(Optional.empty()).telematikId()).isEqualTo("1-1");
  }

  @DisplayName("AF_10103: Konnektor gone")
  @Test
  void withoutAKonnektorThereIsNoLogin() throws IOException {
    ti.konnektor.goAway();
    assertRefused(LoginFailure.KONNEKTOR_UNREACHABLE);
    ti.konnektor.comeBack();
    ti.konnektor.misbehaviour().failWith(4001, "Interner Fehler");
    assertRefused(LoginFailure.KONNEKTOR_FAULT);
  }

  @Test
  void whatIsNotSetUpIsSaid() throws IOException {
    settings.remove("konsil.idp.clientId");
    assertRefused(LoginFailure.NOT_CONFIGURED);
    ti.configure(settings);
    settings.setProperty("konsil.ti.roots", folder.resolve("missing.pem").toString());
    assertRefused(LoginFailure.NOT_CONFIGURED);
    new TiAuthority(Clock.systemUTC(), new SecureRandom()).writeRoots(folder.resolve("o.pem"));
    settings.setProperty("konsil.ti.roots", folder.resolve("o.pem").toString());
    assertRefused(LoginFailure.IDP_UNTRUSTED);
    ti.configure(settings);
    settings.setProperty("konsil.idp.clientId", "unknown");
    assertRefused(LoginFailure.IDP_REFUSED);
  }

  @Test
  void anAuthenticatorElsewhereBringsACode() throws LoginRefusedException {
    InstitutionLoginService login = login();
    LoginAttempt attempt = login.begin();
    assertThat(login.question(attempt).getQuery())
        .contains("scope=openid+ti-messenger", "code_challenge_method=S256")
        .doesNotContain(attempt.codeVerifier());
    assertThatThrownBy(() -> login.redeem(attempt, "another", "code"))
        .isInstanceOfSatisfying(
            LoginRefusedException.class,
            refused -> assertThat(refused.failure()).isEqualTo(LoginFailure.OTHER_LOGIN));
    assertThatThrownBy(() -> login.redeem(attempt, attempt.state(), "guessed"))
        .isInstanceOfSatisfying(
            LoginRefusedException.class,
            refused -> assertThat(refused.failure()).isEqualTo(LoginFailure.IDP_REFUSED));
  }
}
