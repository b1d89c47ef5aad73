package org.konsil.konnektor.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.testing.SandboxTi;

/** Cards come and go while they are used. */
class CardSigningServiceTest {
  private static final byte[] HASH = new byte[32];
  private static final CardOwner ARZT =
      CardOwner.practitioner(UserId.parse("@arzt:klinik.example"));
  private static final CardOwner COLLEAGUE =
      CardOwner.practitioner(UserId.parse("@oberarzt:klinik.example"));

  @TempDir private Path folder;
  private final Properties settings = new Properties();
  private SandboxTi ti;
  private CardSigningService cards;

  @BeforeEach
  void start() throws IOException {
    ti = new SandboxTi(folder);
    settings.setProperty("konsil.domains", "klinik.example,praxis.example");
    cards = new CardSigningService(ti.connections(), new KonsilConfig(settings));
  }

  @AfterEach
  void stop() {
    ti.close();
  }

  private static void assertRefused(CardRefusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CardRefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  @Test
  void aHandleIsNotUsedPastTheCardsRemoval() throws CardRefusedException {
    SigningCard card = cards.card(CardOwner.INSTITUTION, Optional.empty());
    assertThat(cards.sign(card, HASH)).isNotEmpty();
    ti.konnektor.remove(SandboxTi.SMC_B);
    assertRefused(CardRefusal.CARD_REMOVED, () -> cards.sign(card, HASH));
    ti.insertHospital();
    assertThat(cards.sign(card, HASH)).as("under its new handle").isNotEmpty();
    ti.konnektor.setPin(SandboxTi.SMC_B, "VERIFIABLE");
    assertRefused(CardRefusal.PIN_NOT_VERIFIED, () -> cards.sign(card, HASH));
  }

  @Test
  void aPractitionersCardSignsForWhoEnteredThePin() throws CardRefusedException {
    assertRefused(CardRefusal.NO_CARD, () -> cards.opened(ARZT, Optional.empty()));
    ti.insertPractitioner();
    assertRefused(CardRefusal.PIN_NOT_VERIFIED, () -> cards.card(ARZT, Optional.empty()));
    SigningCard card = cards.opened(ARZT, Optional.of(SandboxTi.HBA));
    assertThat(cards.sign(card, HASH)).isNotEmpty();
    assertRefused(CardRefusal.PIN_NOT_VERIFIED, () -> cards.card(COLLEAGUE, Optional.empty()));
    ti.konnektor.setPinEntry("WASBLOCKED");
    assertRefused(CardRefusal.PIN_BLOCKED, () -> cards.opened(COLLEAGUE, Optional.empty()));
    ti.konnektor.setPinEntry("TRANSPORT_PIN");
    assertRefused(CardRefusal.PIN_NOT_SET, () -> cards.opened(COLLEAGUE, Optional.empty()));
    assertThat(cards.inserted(CardOwner.INSTITUTION))
        .extracting(InsertedCard::iccsn)
        .containsExactly(SandboxTi.SMC_B);
  }

  @Test
  void theKonnektorIsTheFirstDomainsUnlessOthersAreNamed() {
    ServerName clinic = ServerName.parse("klinik.example");
    ServerName practice = ServerName.parse("praxis.example");
    assertThat(cards.serves(clinic)).isTrue();
    assertThat(cards.serves(practice)).isFalse();
    settings.setProperty("konsil.konnektor.domains", "praxis.example");
    assertThat(cards.serves(clinic)).isFalse();
    assertThat(cards.serves(practice)).isTrue();
  }
}
