package org.konsil.konnektor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.konnektor.KonnektorManagedConnectionFactory;
import org.konsil.sandbox.konnektor.KonnektorSetup;
import org.konsil.sandbox.konnektor.SandboxKonnektor;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

/** What administrators see, with the connector and the sandbox's Konnektor behind it. */
class KonnektorServiceTest extends StoreTest {

  private static final String SMC_B = "80276001011234564471";
  private static final LocalDate LAST_DAY = LocalDate.of(2031, 1, 9);
  private static final Requester ADMIN = requester("klinik.example", true);

  @TempDir private Path directory;
  private ExecutorService threads;
  private MovableClock clock;
  private Properties properties;
  private SandboxKonnektor konnektor;
  private KonnektorStore store;
  private KonnektorJournal journal;
  private KonnektorCheck check;
  private KonnektorService service;

  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T02:54:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static Requester requester(String domain, boolean admin) {
    ServerName name = ServerName.parse(domain);
    return new Requester(UserId.of("verwaltung", name), "D", name, admin, 1);
  }

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newCachedThreadPool();
    properties = new Properties();
    clock = new MovableClock();
    Db db = allDatabases().findFirst().orElseThrow();
    for (String table : List.of("check", "event", "lease", "subscription")) {
      db.update("DELETE FROM konnektor_" + table);
    }
    SandboxAuthority authority = new SandboxAuthority(Clock.systemUTC(), new SecureRandom());
    authority.client("Konsil").writeKeyStore(directory.resolve("client.p12"), "geheim");
    authority.writeCertificate(directory.resolve("ca.pem"));
    konnektor =
        SandboxKonnektor.start(
            new KonnektorSetup(0, "M1", "Konsil", "Server"), authority, Clock.systemUTC(), threads);
    properties.setProperty("konsil.domains", "klinik.example,praxis.example");
    properties.setProperty("konsil.node", "n1");
    store = new KonnektorStore(db, KonnektorStore.KEPT_EVENTS);
    journal = new KonnektorJournal(store, clock);
    use(configured());
  }

  private KonnektorManagedConnectionFactory configured() {
    KonnektorManagedConnectionFactory factory = new KonnektorManagedConnectionFactory();
    factory.setUrl(konnektor.directory().toString());
    factory.setMandantId("M1");
    factory.setClientSystemId("Konsil");
    factory.setWorkplaceId("Server");
    factory.setKeyStore(directory.resolve("client.p12").toString());
    factory.setKeyStorePassword("geheim");
    factory.setTrustStore(directory.resolve("ca.pem").toString());
    factory.setEventTo("cetp://127.0.0.1:12098");
    return factory;
  }

  private void use(KonnektorManagedConnectionFactory managed) {
    KonnektorConnectionFactory factory =
        (KonnektorConnectionFactory) managed.createConnectionFactory();
    KonsilConfig config = new KonsilConfig(properties);
    check =
        new KonnektorCheck(
            factory, store, journal, new EventSubscriptions(store, clock), config, clock);
    service = new KonnektorService(factory, store, config);
  }

  @AfterEach
  void stop() {
    konnektor.close();
    threads.shutdownNow();
  }

  private List<String> topics() {
    return service.events(ADMIN, 50).stream().map(KonnektorEvent::topic).toList();
  }

  @Test
  void showsWhatTheKonnektorSays() {
    konnektor.insert("SMC-B", SMC_B, "CT-0001", 3, "Klinik", LAST_DAY);
    konnektor.setPin(SMC_B, "VERIFIED");
    konnektor.insert(
        "HBA", "80276883011234562205", "CT-0002", 1, "Ärztlicher Dienst", LAST_DAY.plusYears(1));
    konnektor.insert(
        "SMC-KT", "80276001011234560912", "CT-0001", 4, "Terminal 1", LAST_DAY.plusYears(2));
    check.run();

    KonnektorStatus status = service.status(ADMIN);
    assertThat(status.configured()).isTrue();
    assertThat(status.healthy()).isTrue();
    assertThat(status.checkedAt()).contains(clock.now);
    assertThat(status.context()).contains(new KonnektorStatus.Context("M1", "Konsil", "Server"));
    assertThat(status.snapshot().orElseThrow().firmware()).isEqualTo("5.5.0");
    assertThat(status.snapshot().orElseThrow().tlsProtocol()).contains("TLSv1.3");
    assertThat(status.snapshot().orElseThrow().clientCertificateUntil()).isPresent();
    assertThat(status.eventsRenewedAt()).contains(clock.now);
    assertThat(status.terminals())
        .extracting(KonnektorTerminal::name)
        .containsExactly("Terminal 1", "Terminal 2");
    assertThat(status.cards())
        .extracting(KonnektorCard::type, KonnektorCard::terminal, KonnektorCard::pin)
        .containsExactly(
            tuple("SMC-B", "Terminal 1", KonnektorCard.Pin.VERIFIED),
            tuple("HBA", "Terminal 2", KonnektorCard.Pin.UNKNOWN),
            tuple("SMC-KT", "Terminal 1", KonnektorCard.Pin.NONE));
    assertThat(status.nextToExpire()).map(KonnektorCard::type).contains("SMC-B");
    assertThat(topics()).containsExactly(KonnektorEvent.SUBSCRIBED, KonnektorEvent.CONNECTED);
  }

  @Test
  void neverShowsAPatientsCard() {
    konnektor.insert("EGK", "80276883110000012345", "CT-0002", 1, "Erika Muster", LAST_DAY);
    check.run();
    assertThat(service.status(ADMIN).cards()).isEmpty();

    String ours = store.subscriptions().get(0).id();
    assertThat(journal.happened("n1", inserted(ours, "EGK"))).isFalse();
    assertThat(topics()).doesNotContain("CARD/INSERTED");
  }

  @Test
  void recordsEventsOfItsOwnSubscriptionsWithoutNames() {
    check.run();
    String ours = store.subscriptions().get(0).id();

    assertThat(journal.happened("n1", inserted("forged", "HBA"))).isFalse();
    assertThat(journal.happened("n1", inserted(ours, "HBA"))).isTrue();
    KonnektorEvent recorded = service.events(ADMIN, 1).get(0);
    assertThat(recorded.topic()).isEqualTo("CARD/INSERTED");
    assertThat(recorded.details())
        .isEqualTo(Map.of("CardType", "HBA", "CtID", "CT-0002", "SlotID", "1", "ICCSN", "8027"));
  }

  private static CetpEvent inserted(String subscription, String cardType) {
    return new CetpEvent(
        "CARD/INSERTED",
        "Operation",
        "Info",
        subscription,
        Map.of(
            "CardType", cardType,
            "CtID", "CT-0002",
            "SlotID", "1",
            "ICCSN", "8027",
            "CardHolderName", "Erika Muster",
            "KVNR", "X110000000"));
  }

  @Test
  void tellsHowLongItWasAway() throws IOException {
    check.run();
    konnektor.goAway();
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    Instant lostAt = clock.now;
    check.run();

    KonnektorStatus lost = service.status(ADMIN);
    assertThat(lost.reachable()).isFalse();
    assertThat(lost.healthy()).isFalse();
    assertThat(lost.since()).contains(lostAt);
    assertThat(lost.failure())
        .map(KonnektorFailure::kind)
        .contains(KonnektorFailure.Kind.UNREACHABLE);
    assertThat(lost.snapshot()).as("what it said before").isPresent();

    clock.now = clock.now.plusSeconds(38);
    check.run();
    assertThat(service.status(ADMIN).since()).contains(lostAt);

    konnektor.comeBack();
    check.run();
    assertThat(service.status(ADMIN).healthy()).isTrue();
    assertThat(konnektor.subscriptionCount())
        .as("subscribed anew after the restart")
        .isEqualTo(EventSubscriptions.TOPICS.size());
    assertThat(topics())
        .containsExactly(
            KonnektorEvent.SUBSCRIBED,
            KonnektorEvent.CONNECTED,
            KonnektorEvent.LOST,
            KonnektorEvent.SUBSCRIBED,
            KonnektorEvent.CONNECTED);
    assertThat(service.events(ADMIN, 2).get(1).details()).containsEntry("seconds", "38");
  }

  @Test
  void renewsAndReplacesSubscriptions() {
    check.run();
    Instant subscribedAt = clock.now;
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    check.run();
    assertThat(service.status(ADMIN).eventsRenewedAt()).contains(subscribedAt);

    clock.now = clock.now.plus(Duration.ofMinutes(11));
    check.run();
    assertThat(service.status(ADMIN).eventsRenewedAt()).contains(clock.now);
    assertThat(konnektor.subscriptionCount()).isEqualTo(EventSubscriptions.TOPICS.size());

    konnektor.expireSubscriptions();
    clock.now = clock.now.plus(Duration.ofMinutes(11));
    check.run();
    assertThat(konnektor.subscriptionCount()).isEqualTo(EventSubscriptions.TOPICS.size());
    assertThat(topics())
        .containsExactly(
            KonnektorEvent.SUBSCRIBED, KonnektorEvent.SUBSCRIBED, KonnektorEvent.CONNECTED);
  }

  @Test
  void aSecondNodeLeavesTheEventsToTheFirst() {
    check.run();
    properties.setProperty("konsil.node", "n2");
    check.run();
    assertThat(konnektor.subscriptionCount()).isEqualTo(EventSubscriptions.TOPICS.size());

    clock.now = clock.now.plus(Duration.ofMinutes(4));
    KonnektorManagedConnectionFactory other = configured();
    other.setEventTo("cetp://127.0.0.1:12097");
    use(other);
    check.run();
    assertThat(konnektor.subscriptionCount())
        .as("the first is gone: its subscriptions are replaced")
        .isEqualTo(EventSubscriptions.TOPICS.size());
    assertThat(store.subscriptions())
        .allMatch(one -> one.eventTo().equals("cetp://127.0.0.1:12097"));
  }

  @Test
  void explainsAFault() {
    KonnektorManagedConnectionFactory wrong = configured();
    wrong.setMandantId("M2");
    use(wrong);
    check.run();
    KonnektorFailure failure = service.status(ADMIN).failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(KonnektorFailure.Kind.FAULT);
    assertThat(failure.code()).hasValue(4004);
  }

  @Test
  void explainsASettingThatIsMissing() {
    KonnektorManagedConnectionFactory incomplete = configured();
    incomplete.setWorkplaceId("none");
    use(incomplete);
    check.run();
    KonnektorStatus status = service.status(ADMIN);
    assertThat(status.context()).isEmpty();
    assertThat(status.failure().orElseThrow().kind())
        .isEqualTo(KonnektorFailure.Kind.CONFIGURATION);
    assertThat(status.failure().orElseThrow().text()).contains("WorkplaceId");
  }

  @Test
  void saysWhenThereIsNone() {
    use(new KonnektorManagedConnectionFactory());
    check.run();
    assertThat(service.status(ADMIN).configured()).isFalse();
    assertThat(service.events(ADMIN, 10)).isEmpty();
  }

  @Test
  void belongsToTheFirstDomainOrTheOnesNamed() {
    check.run();
    Requester other = requester("praxis.example", true);
    assertThat(service.status(ADMIN).configured()).isTrue();
    assertThat(service.status(other)).isEqualTo(KonnektorStatus.NOT_CONFIGURED);
    assertThat(service.events(other, 10)).isEmpty();

    properties.setProperty("konsil.konnektor.domains", "praxis.example");
    assertThat(service.status(ADMIN)).isEqualTo(KonnektorStatus.NOT_CONFIGURED);
    assertThat(service.status(other).configured()).isTrue();
  }

  @Test
  void isForAdministratorsOnly() {
    Requester user = requester("klinik.example", false);
    assertThatThrownBy(() -> service.status(user)).isInstanceOf(MatrixException.class);
    assertThatThrownBy(() -> service.events(user, 1)).isInstanceOf(MatrixException.class);
    assertThatThrownBy(() -> service.check(user)).isInstanceOf(MatrixException.class);
  }
}
