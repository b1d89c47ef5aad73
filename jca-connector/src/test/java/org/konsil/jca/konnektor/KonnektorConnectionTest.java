package org.konsil.jca.konnektor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.CardTerminal;
import org.konsil.jca.api.CardType;
import org.konsil.jca.api.CertificateCheck;
import org.konsil.jca.api.ConnectorState;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnection.Scope;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.jca.api.PinResult;
import org.konsil.jca.api.PinState;
import org.konsil.jca.api.PinType;
import org.konsil.jca.api.Subscription;
import org.konsil.sandbox.konnektor.CardIssuer;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.konsil.sandbox.pki.TiAuthority;

/** The connector against the sandbox's Konnektor, over real TLS and SOAP. */
class KonnektorConnectionTest {

  private static final String ICCSN = "80276001011234564471";
  private static final LocalDate LAST_DAY = LocalDate.of(2031, 1, 9);

  @TempDir private Path directory;
  private PlayedKonnektor played;

  @BeforeEach
  void start() {
    played = new PlayedKonnektor(directory);
  }

  @AfterEach
  void stop() {
    played.close();
  }

  @Test
  void readsTheServiceDirectory() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      assertThat(connection.services().tlsMandatory()).isTrue();
      assertThat(connection.services().clientAuthenticationMandatory()).isTrue();
      assertThat(connection.services().product().typeVersion()).isEqualTo("5.5.0");
      assertThat(connection.services().product().hardwareVersion()).contains("1.0.0");
      assertThat(connection.services().services())
          .extracting(service -> service.name())
          .containsExactly(
              "EventService", "CardService", "CertificateService", "AuthSignatureService");
    }
  }

  @Test
  void tellsHowTheConnectionIsProtected() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      assertThat(connection.tls().protocol()).contains("TLSv1.3");
      assertThat(connection.tls().clientCertificateUntil().orElseThrow()).isAfter(Instant.now());
      assertThat(connection.tls().serverCertificateUntil()).isPresent();
    }
  }

  @Test
  void listsCards() throws KonnektorException {
    played.konnektor.insert("SMC-B", ICCSN, "CT-0001", 3, "Klinik <Süd> & Co", LAST_DAY);
    try (KonnektorConnection connection = played.factory().getConnection()) {
      List<Card> cards = connection.getCards(Scope.MANDANT);

      assertThat(cards).hasSize(1);
      Card card = cards.get(0);
      assertThat(card.type()).isEqualTo(CardType.SMC_B);
      assertThat(card.iccsn()).contains(ICCSN);
      assertThat(card.terminalId()).isEqualTo("CT-0001");
      assertThat(card.slot()).isEqualTo(3);
      assertThat(card.holderName()).contains("Klinik <Süd> & Co");
      assertThat(card.validUntil()).contains(LAST_DAY);
      assertThat(card.insertedAt())
          .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }
  }

  @Test
  void listsTerminals() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      List<CardTerminal> terminals = connection.getCardTerminals(Scope.MANDANT);

      assertThat(terminals).extracting(CardTerminal::name).contains("Terminal 1", "Terminal 2");
      assertThat(terminals.get(0).slots()).isEqualTo(4);
      assertThat(terminals.get(0).connected()).isTrue();
      assertThat(terminals.get(0).ipAddress()).contains("192.0.2.11");
    }
  }

  @Test
  void tellsWhetherTheInfrastructureIsReached() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      ConnectorState online = connection.getResourceInformation();
      assertThat(online.tiOnline()).isTrue();
      assertThat(online.errors()).isEmpty();

      played.konnektor.setOnline(false);
      ConnectorState offline = connection.getResourceInformation();
      assertThat(offline.tiOnline()).isFalse();
      assertThat(offline.errors())
          .extracting(ConnectorState.Error::severity)
          .containsExactly("Error");
    }
  }

  @Test
  void tellsThePinStatus() throws KonnektorException {
    String handle =
        played.konnektor.insert("SMC-B", ICCSN, "CT-0001", 3, "Klinik", LAST_DAY).handle();
    try (KonnektorConnection connection = played.factory().getConnection()) {
      PinState before = connection.getPinStatus(handle, PinType.SMC);
      assertThat(before.status()).isEqualTo(PinState.Status.VERIFIABLE);
      assertThat(before.leftTries()).hasValue(3);

      played.konnektor.setPin(ICCSN, "VERIFIED");
      assertThat(connection.getPinStatus(handle, PinType.SMC).status())
          .isEqualTo(PinState.Status.VERIFIED);
    }
  }

  @Test
  void letsAPinBeEntered() throws KonnektorException {
    String handle =
        played.konnektor.insert("SMC-B", ICCSN, "CT-0001", 3, "Klinik", LAST_DAY).handle();
    try (KonnektorConnection connection = played.factory().getConnection()) {
      played.konnektor.setPinEntry("REJECTED");
      assertThat(connection.verifyPin(handle, PinType.SMC))
          .isEqualTo(new PinResult(PinResult.Outcome.REJECTED, OptionalInt.of(2)));
      played.konnektor.setPinEntry("OK");
      assertThat(connection.verifyPin(handle, PinType.SMC).outcome())
          .isEqualTo(PinResult.Outcome.OK);
      assertThat(connection.getPinStatus(handle, PinType.SMC).status())
          .isEqualTo(PinState.Status.VERIFIED);
      played.konnektor.setPinEntry("NOWBLOCKED");
      connection.verifyPin(handle, PinType.SMC);
      assertThat(connection.verifyPin(handle, PinType.SMC).outcome())
          .isEqualTo(PinResult.Outcome.WASBLOCKED);
    }
  }

  @Test
  void signsWithACard() throws Exception {
    String handle =
        played.konnektor.insert("SMC-B", ICCSN, "CT-0001", 3, "Klinik", LAST_DAY).handle();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest("challenge".getBytes(UTF_8));
    try (KonnektorConnection connection = played.factory().getConnection()) {
      assertThatThrownBy(() -> connection.externalAuthenticate(handle, hash))
          .isInstanceOfSatisfying(
              KonnektorFault.class, fault -> assertThat(fault.code()).isEqualTo(4085));
      played.konnektor.setPin(ICCSN, "VERIFIED");
      byte[] signature = connection.externalAuthenticate(handle, hash);

      Signature check = Signature.getInstance("NONEwithECDSA", new BouncyCastleProvider());
      check.initVerify(
          CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
              .generateCertificate(
                  new ByteArrayInputStream(connection.readAuthenticationCertificate(handle))));
      check.update(hash);
      assertThat(check.verify(signature)).isTrue();

      played.konnektor.remove(ICCSN);
      assertThatThrownBy(() -> connection.externalAuthenticate(handle, hash))
          .isInstanceOfSatisfying(
              KonnektorFault.class, fault -> assertThat(fault.code()).isEqualTo(4101));
      assertThatThrownBy(() -> connection.externalAuthenticate(handle, new byte[20]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void asksTheTiForACertificate() throws Exception {
    String handle =
        played.konnektor.insert("SMC-B", ICCSN, "CT-0001", 3, "Klinik", LAST_DAY).handle();
    try (KonnektorConnection connection = played.factory().getConnection()) {
      byte[] certificate = connection.readAuthenticationCertificate(handle);
      assertThat(connection.verifyCertificate(certificate))
          .isEqualTo(
              new CertificateCheck(CertificateCheck.Result.VALID, List.of(CardIssuer.HOSPITAL)));
      byte[] other =
          new TiAuthority(Clock.systemUTC(), new SecureRandom())
              .card("Klinik", CardIssuer.HOSPITAL, "5-2-1", Instant.now().plusSeconds(60), null)
              .certificate()
              .getEncoded();
      assertThat(connection.verifyCertificate(other).result())
          .isEqualTo(CertificateCheck.Result.INVALID);
    }
  }

  @Test
  void readsACertificateOnBrainpool() throws Exception {
    String handle =
        played.konnektor.insert("SMC-B", ICCSN, "CT-0001", 3, "Klinik", LAST_DAY).handle();
    byte[] encoded;
    try (KonnektorConnection connection = played.factory().getConnection()) {
      encoded = connection.readAuthenticationCertificate(handle);
    }

    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                .generateCertificate(new ByteArrayInputStream(encoded));
    certificate.verify(played.ti.authority().getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=Klinik");
    ECPublicKey key = (ECPublicKey) certificate.getPublicKey();
    assertThat(((ECNamedCurveSpec) key.getParams()).getName()).isEqualTo("brainpoolP256r1");
  }

  @Test
  void subscribesRenewsAndUnsubscribes() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      Subscription made = connection.subscribe("cetp://127.0.0.1:12099", "CARD");
      assertThat(made.terminatesAt()).isAfter(Instant.now().plus(Duration.ofHours(24)));

      List<Subscription> renewed = connection.renewSubscriptions(List.of(made.id()));
      assertThat(renewed).extracting(Subscription::id).containsExactly(made.id());
      assertThat(played.konnektor.subscriptionCount()).isEqualTo(1);

      connection.unsubscribe(made.id());
      assertThat(played.konnektor.subscriptionCount()).isZero();
      assertThatThrownBy(() -> connection.renewSubscriptions(List.of(made.id())))
          .isInstanceOfSatisfying(
              KonnektorFault.class, fault -> assertThat(fault.code()).isEqualTo(4102));
    }
  }

  @Test
  void mapsTheFaultOfAWrongContext() throws KonnektorException {
    CallContext wrong = CallContext.of("M2", "Konsil", "Server");
    try (KonnektorConnection connection = played.factory().getConnection(wrong)) {
      assertThatThrownBy(() -> connection.getCards(Scope.WORKPLACE))
          .isInstanceOfSatisfying(
              KonnektorFault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(4004);
                assertThat(fault.getErrorCode()).isEqualTo("4004");
                assertThat(fault.severity()).isEqualTo("Error");
                assertThat(fault.errorType()).isEqualTo("Technical");
                assertThat(fault.traces()).hasSize(1);
                assertThat(fault).hasMessageContaining("Mandanten-ID");
              });
      assertThat(connection.services()).as("a fault does not break the connection").isNotNull();
    }
  }

  @Test
  void refusesAnAnswerWithADoctype() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      played
          .konnektor
          .misbehaviour()
          .answerWith(
              "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                  + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                  + "<s:Body><a>&x;</a></s:Body></s:Envelope>");
      assertThatThrownBy(() -> connection.getCards(Scope.MANDANT))
          .isInstanceOf(KonnektorAnswerException.class)
          .hasMessageContaining("DOCTYPE");
    }
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() throws KonnektorException {
    try (KonnektorConnection connection = played.factory().getConnection()) {
      played
          .konnektor
          .misbehaviour()
          .answerWith("<a>" + " ".repeat(KonnektorHttp.MAX_ANSWER_BYTES) + "</a>");
      assertThatThrownBy(() -> connection.getCards(Scope.MANDANT))
          .isInstanceOf(KonnektorAnswerException.class)
          .hasMessageContaining("larger");
    }
  }

  @Test
  void refusesAnAnswerThatIsNoSoap() {
    played.konnektor.misbehaviour().answerWith("<html>maintenance</html>");
    assertThatThrownBy(() -> played.factory().getConnection())
        .isInstanceOf(KonnektorAnswerException.class)
        .hasMessageContaining("connector.sds");
  }

  @Test
  void givesUpWhenNothingIsAnswered() throws KonnektorException {
    KonnektorManagedConnectionFactory impatient = played.managed();
    impatient.setReadTimeoutMillis(400);
    try (KonnektorConnection connection = PlayedKonnektor.unpooled(impatient).getConnection()) {
      played.konnektor.misbehaviour().fallSilent();
      Instant before = Instant.now();
      assertThatThrownBy(() -> connection.getCards(Scope.MANDANT))
          .isInstanceOf(KonnektorUnreachableException.class);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void isRefusedWithoutClientCertificate() {
    KonnektorManagedConnectionFactory anonymous = played.managed();
    anonymous.setKeyStore("none");
    assertThatThrownBy(() -> PlayedKonnektor.unpooled(anonymous).getConnection())
        .isInstanceOf(KonnektorUnreachableException.class);
  }

  @Test
  void isRefusedWithTheCertificateOfAnotherAuthority() throws IOException {
    Path foreign = directory.resolve("foreign.p12");
    new SandboxAuthority(Clock.systemUTC(), new SecureRandom())
        .client("Konsil")
        .writeKeyStore(foreign, PlayedKonnektor.PASSWORD);
    KonnektorManagedConnectionFactory stranger = played.managed();
    stranger.setKeyStore(foreign.toString());
    assertThatThrownBy(() -> PlayedKonnektor.unpooled(stranger).getConnection())
        .isInstanceOf(KonnektorUnreachableException.class);
  }

  @Test
  void trustsNoKonnektorOfAnotherAuthority() throws IOException {
    Path foreign = directory.resolve("foreign.pem");
    new SandboxAuthority(Clock.systemUTC(), new SecureRandom()).writeCertificate(foreign);
    KonnektorManagedConnectionFactory careful = played.managed();
    careful.setTrustStore(foreign.toString());
    assertThatThrownBy(() -> PlayedKonnektor.unpooled(careful).getConnection())
        .isInstanceOf(KonnektorUnreachableException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void goesAwayAndComesBack() throws Exception {
    KonnektorConnectionFactory factory = played.factory();
    try (KonnektorConnection connection = factory.getConnection()) {
      played.konnektor.goAway();
      assertThatThrownBy(() -> connection.getCards(Scope.MANDANT))
          .isInstanceOf(KonnektorUnreachableException.class);
    }
    assertThatThrownBy(factory::getConnection).isInstanceOf(KonnektorUnreachableException.class);

    played.konnektor.comeBack();
    try (KonnektorConnection connection = factory.getConnection()) {
      assertThat(connection.getCards(Scope.MANDANT)).isEmpty();
    }
  }

  @Test
  void noticesARenewedClientCertificate() throws Exception {
    KonnektorManagedConnectionFactory managed = played.managed();
    Path file = directory.resolve("renewed.p12");
    new SandboxAuthority(Clock.systemUTC(), new SecureRandom())
        .client("Konsil")
        .writeKeyStore(file, PlayedKonnektor.PASSWORD);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    managed.setKeyStore(file.toString());
    KonnektorConnectionFactory factory = PlayedKonnektor.unpooled(managed);
    assertThatThrownBy(factory::getConnection).isInstanceOf(KonnektorUnreachableException.class);

    played.authority.client("Konsil").writeKeyStore(file, PlayedKonnektor.PASSWORD);
    try (KonnektorConnection connection = factory.getConnection()) {
      assertThat(connection.services()).isNotNull();
    }
  }

  @Test
  void saysWhenNothingIsConfigured() {
    KonnektorConnectionFactory factory =
        PlayedKonnektor.unpooled(new KonnektorManagedConnectionFactory());
    assertThat(factory.configured()).isFalse();
    assertThat(factory.target().address()).isEmpty();
    assertThatThrownBy(factory::getConnection).isInstanceOf(KonnektorNotConfiguredException.class);
  }

  @Test
  void aClosedConnectionIsOfNoUse() throws KonnektorException {
    KonnektorConnection connection = played.factory().getConnection();
    connection.close();
    connection.close();
    assertThatThrownBy(() -> connection.getCards(Scope.MANDANT))
        .isInstanceOf(IllegalStateException.class);
  }
}
