package org.konsil.federationlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.pki.OcspService;
import org.konsil.sandbox.directory.FederationMember;
import org.konsil.sandbox.directory.Forgery;
import org.konsil.sandbox.directory.SandboxDirectory;
import org.konsil.sandbox.pki.TiAuthority;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestClock;

/** A list counts when everything about it is right, and the last good one stays otherwise. */
class FederationListServiceTest extends StoreTest {
  private static final ServerName CLINIC = ServerName.parse("Klinik.example");
  private static final ServerName INSURER = ServerName.parse("kasse.example");
  private static final ServerName NEW = ServerName.parse("neu.example");

  private final SecureRandom random = new SecureRandom();
  private final Properties settings = new Properties();
  private ExecutorService threads;
  private OutgoingFixture outgoing;
  private TestClock clock;
  private SandboxDirectory directory;
  private Path roots;

  Stream<Db> all() {
    return allDatabases();
  }

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newFixedThreadPool(2);
    outgoing = new OutgoingFixture();
    clock = new TestClock();
    TiAuthority authority = new TiAuthority(clock, random);
    directory = SandboxDirectory.start(0, authority, clock, random, threads);
    roots = Files.createTempFile("roots", ".pem");
    authority.writeRoots(roots);
    directory.add(new FederationMember("klinik.example", "5-1", false, List.of()));
    directory.add(new FederationMember("kasse.example", "8-1", true, List.of("101575519")));
    settings.setProperty("konsil.vzd.url", directory.address() + "/");
    settings.setProperty("konsil.vzd.tokenUrl", directory.address() + "/token");
    settings.setProperty("konsil.vzd.clientId", "sandbox");
    settings.setProperty("konsil.vzd.clientSecret", "secret");
    settings.setProperty("konsil.ti.roots", roots.toString());
  }

  @AfterEach
  void stop() throws IOException {
    allDatabases().forEach(FederationListServiceTest::forget);
    directory.close();
    threads.shutdownNow();
    outgoing.close();
    Files.deleteIfExists(roots);
  }

  @DisplayName("A_25632, A_25635, A_25537, isInsurance, findByIk")
  @ParameterizedTest
  @MethodSource("all")
  void theListIsFetchedVerifiedAndKept(Db db) {
    FederationListService list = service(db);
    assertThat(list.isMember(CLINIC)).isFalse();
    assertThat(list.alarm()).isEqualTo(ListStatus.Alarm.MISSING);
    list.askHourly();
    assertThat(list.isMember(CLINIC)).isTrue();
    assertThat(list.isInsurance(CLINIC)).isFalse();
    assertThat(list.isInsurance(INSURER)).isTrue();
    assertThat(list.findByIk("101575519")).contains(INSURER);
    assertThat(list.findByIk("109905003")).isEmpty();
    assertThat(list.status().domains()).isEqualTo(2);
    assertThat(list.alarm()).isEqualTo(ListStatus.Alarm.NONE);
    list.askHourly();
    assertThat(directory.questions()).isEqualTo(1);

    directory.add(new FederationMember("neu.example", "1-2", false, List.of()));
    assertThat(list.isMemberNow(NEW)).isFalse();
    assertThat(directory.questions()).as("once a minute at most").isEqualTo(1);
    clock.advance(Duration.ofMinutes(2));
    assertThat(list.isMemberNow(NEW)).isTrue();
    assertThat(list.isMemberNow(CLINIC)).isTrue();
    assertThat(directory.questions()).isEqualTo(2);

    directory.remove("neu.example");
    clock.advance(Duration.ofHours(1));
    list.askHourly();
    assertThat(list.isMember(NEW)).isFalse();
    clock.advance(Duration.ofHours(1));
    list.askHourly();
    assertThat(list.status().failure()).as("nothing newer").isEmpty();
    assertThat(service(db).isMember(CLINIC)).as("after a restart").isTrue();
  }

  @DisplayName("A_25632, A_25635, F30")
  @ParameterizedTest
  @CsvSource({
    "GARBAGE,MALFORMED",
    "CHANGED,SIGNATURE",
    "OTHER_ROOT,UNTRUSTED",
    "OTHER_ALGORITHM,ALGORITHM",
    "NO_ALGORITHM,ALGORITHM",
    "EXPIRED_CERTIFICATE,UNTRUSTED",
    "REVOKED_CERTIFICATE,REVOKED",
    "NO_RESPONDER,UNCHECKED",
    "OTHER_RESPONDER,UNCHECKED",
    "EXPIRED_LIST,EXPIRED",
    "OLDER_LIST,OLDER",
    "OTHER_SCHEMA,MALFORMED",
    "FAILURE,UNREACHABLE",
    "NO_ACCESS,ACCESS_DENIED"
  })
  void whatIsWrongIsRefusedAndTheLastGoodOneStays(Forgery forgery, ListFailure failure) {
    allDatabases()
        .forEach(
            db -> {
              directory.forge(Forgery.NONE);
              directory.remove("neu.example");
              service(db).askHourly();
              clock.advance(Duration.ofHours(1));
              FederationListService list = service(db);
              directory.add(new FederationMember("neu.example", "1-2", false, List.of()));
              directory.forge(forgery);
              list.askHourly();
              assertThat(list.status().failure()).contains(failure);
              assertThat(list.alarm()).isEqualTo(ListStatus.Alarm.FAILING);
              assertThat(list.isMember(CLINIC)).isTrue();
              assertThat(list.isMember(NEW)).isFalse();
              assertThat(list.isMember(ServerName.parse("evil.example"))).isFalse();

              clock.advance(Duration.ofHours(1));
              directory.forge(Forgery.NONE);
              list.askHourly();
              assertThat(list.isMember(NEW)).isTrue();
              assertThat(list.status().failure()).isEmpty();
            });
  }

  @DisplayName("A_25632: past its end it counts for want of a newer one")
  @ParameterizedTest
  @MethodSource("all")
  void theEndOfTheListIsAnAlarm(Db db) {
    FederationListService list = service(db);
    list.askHourly();
    directory.forge(Forgery.FAILURE);
    clock.advance(Duration.ofDays(25));
    list.askHourly();
    assertThat(list.alarm()).isEqualTo(ListStatus.Alarm.ENDING);
    clock.advance(Duration.ofDays(6));
    list.askHourly();
    assertThat(list.alarm()).isEqualTo(ListStatus.Alarm.ENDED);
    assertThat(list.isMember(CLINIC)).isTrue();
  }

  private FederationListService service(Db db) {
    KonsilConfig config = new KonsilConfig(settings);
    ListSettings from = new ListSettings(config);
    OutgoingHttp http = outgoing.http(config);
    ListVerification verification =
        new ListVerification(from, new OcspService(http, (Clock) clock, random), clock);
    ProviderTokens tokens = new ProviderTokens(from, http, clock);
    return new FederationListService(
        from,
        new FederationListStore(db),
        new ListFetching(from, tokens, verification, http),
        clock);
  }

  private static void forget(Db db) {
    db.update(
        "UPDATE federation_list SET version = 0, list = NULL, fetched_at = 0, expires_at = 0,"
            + " asked_at = 0, good_at = 0, failure = NULL");
  }
}
