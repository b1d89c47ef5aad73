package org.konsil.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.config.KonsilConfig;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** The clock stands at 2026-11-01T08:00:00Z, which is 1793520000000; files cover five minutes. */
class RawDataTest extends StoreTest {
  private static final long EIGHT = Instant.parse("2026-11-01T08:00:00Z").toEpochMilli();
  private static final long FIVE_MINUTES = 300_000;
  private static final String CLIENT =
      "1.0.2-0,0.1.0,Messenger-Client,web,Linux,unknown,konsil-web";
  private static final String FIRST = "CI-7_" + EIGHT + "_" + (EIGHT + FIVE_MINUTES) + "_perf.log";

  @TempDir Path folder;
  private Properties settings;
  private OutgoingFixture outgoing;
  private final Map<String, String> received = new ConcurrentHashMap<>();
  private volatile int answer = 200;
  private HttpServer receiver;
  private TestBeans beans;

  @BeforeEach
  void start() throws IOException {
    settings = new Properties();
    outgoing = new OutgoingFixture();
    received.clear();
    answer = 200;
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          String name = exchange.getRequestHeaders().getFirst("filename");
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (answer == 200) {
            received.put(name == null ? "" : name, type + "|" + body);
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
    settings.put("konsil.rawData.directory", folder.toString());
    settings.put("konsil.rawData.instance", "CI-7");
    settings.put("konsil.rawData.ciId", "CI-0001234");
    settings.put("konsil.outgoingPrivateNetworks", "allow");
    beans = new TestBeans(allDatabases().findFirst().orElseThrow(), settings);
    beans.put(OutgoingHttp.class, outgoing.http(new KonsilConfig(settings)));
    beans.put(
        Organisations.class,
        domain ->
            domain.equals(TestBeans.KLINIK)
                ? Optional.of(new Organisations.Owner("3-2.58.00000040", "1.2.276.0.76.4.53"))
                : Optional.empty());
    writing().write();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    outgoing.close();
  }

  @Test
  void aLineHasFivePartsAndTheMessageAllItsKeys() throws IOException {
    measure(EIGHT + 1500, CLIENT);
    after(Duration.ofMinutes(8));
    assertThat(content(FIRST))
        .isEqualTo(
            (EIGHT + 1500)
                + ";42;TIM.UC_10063_01;200;{\"Inst-ID\":\"CI-7\",\"UA-PTV\":\"1.0.2-0\","
                + "\"UA-PV\":\"0.1.0\",\"UA-A\":\"Messenger-Client\",\"UA-P\":\"web\","
                + "\"UA-OS\":\"Linux\",\"UA-OS-VERSION\":\"unknown\",\"UA-cid\":\"konsil-web\","
                + "\"M-Dom\":\"klinik.example\",\"sizeIn\":120,\"sizeOut\":60,"
                + "\"tID\":\"3-2.58.00000040\",\"profOID\":\"1.2.276.0.76.4.53\",\"Res\":\"200\"}"
                + "\r\n");
  }

  @Test
  void aFileIsClosedWhenNothingCanComeAnyMore() throws IOException {
    measure(EIGHT, CLIENT);
    after(Duration.ofMinutes(6));
    assertThat(names()).contains(FIRST + ".part").doesNotContain(FIRST);
    measure(EIGHT + FIVE_MINUTES - 1, "");
    after(Duration.ofMinutes(2));
    assertThat(names()).contains(FIRST);
    assertThat(content(FIRST).lines()).hasSize(2);
  }

  @Test
  void anIntervalWithoutOperationsSaysLeer() throws IOException {
    after(Duration.ofMinutes(8));
    assertThat(content(FIRST)).isEqualTo("leer");
  }

  @Test
  void whatWasWrittenBeforeACrashIsClosedAfterIt() throws IOException {
    measure(EIGHT, CLIENT);
    writing().write();
    TestBeans next = new TestBeans(allDatabases().findFirst().orElseThrow(), settings);
    next.put(Organisations.class, domain -> Optional.empty());
    next.clock.advance(Duration.ofHours(1));
    next.get(RawDataWriting.class).write();
    assertThat(names()).containsExactly(FIRST);
  }

  @Test
  void nothingIsMeasuredWhereTheTiRulesAreOff() {
    settings.put("konsil.policy", "open");
    RawDataService off = RawDataFixture.service(new KonsilConfig(settings), beans.clock);
    off.record(measurement(EIGHT, CLIENT));
    assertThat(off.enabled()).isFalse();
    assertThat(off.drain()).isEmpty();
  }

  @Test
  void aFullBufferDropsAndCounts() {
    RawDataService measured = beans.get(RawDataService.class);
    for (int i = 0; i < 50_003; i++) {
      measured.record(measurement(EIGHT, CLIENT));
    }
    assertThat(measured.dropped()).isEqualTo(3);
    assertThat(measured.drain()).hasSize(50_000);
  }

  @Test
  void filesAreDeliveredWithTheirNameAndKept() throws IOException {
    deliverTo("konsil.rawData.url");
    measure(EIGHT, CLIENT);
    after(Duration.ofMinutes(8));
    beans.get(RawDataDelivery.class).deliver();
    assertThat(received.get(FIRST)).startsWith("application/octet-stream|" + EIGHT + ";42;");
    assertThat(names()).doesNotContain(FIRST);
    assertThat(folder.resolve("delivered").resolve(FIRST)).exists();
  }

  @Test
  void whatIsNotTakenIsOfferedAgainLater() throws IOException {
    deliverTo("konsil.rawData.url");
    answer = 503;
    measure(EIGHT, CLIENT);
    after(Duration.ofMinutes(8));
    RawDataDelivery delivery = beans.get(RawDataDelivery.class);
    delivery.deliver();
    double behind = delivery.behind();
    assertThat(behind).isGreaterThanOrEqualTo(180);
    answer = 200;
    delivery.deliver();
    assertThat(received).isEmpty();
    beans.clock.advance(Duration.ofMinutes(1));
    assertThat(delivery.behind()).isEqualTo(behind + 60);
    delivery.deliver();
    assertThat(received).containsKey(FIRST);
    assertThat(delivery.behind()).isZero();
  }

  @Test
  void plainHttpLeavesNoHouse() {
    settings.put("konsil.outgoingPrivateNetworks", "deny");
    deliverTo("konsil.rawData.url");
    assertThat(new RawDataSettings(new KonsilConfig(settings)).url()).isEmpty();
  }

  @Test
  void oldFilesGoAndTheOldestBeyondTheBound() throws IOException {
    measure(EIGHT, CLIENT);
    measure(EIGHT + FIVE_MINUTES, CLIENT);
    measure(EIGHT + 2 * FIVE_MINUTES, CLIENT);
    after(Duration.ofMinutes(30));
    RawDataFiles files = beans.get(RawDataFiles.class);
    long size = Files.size(folder.resolve(FIRST));
    int all = names().size();
    assertThat(files.expire(Instant.EPOCH, Long.MAX_VALUE)).isZero();
    assertThat(files.expire(Instant.ofEpochMilli(EIGHT + FIVE_MINUTES + 1), Long.MAX_VALUE))
        .isEqualTo(2);
    assertThat(names()).hasSize(all - 2).doesNotContain(FIRST);
    files.expire(Instant.EPOCH, size + 10);
    assertThat(names()).hasSizeLessThan(all - 2).isNotEmpty();
  }

  @Test
  void workIsMeasuredWhateverBecomesOfIt() {
    RawDataService measured = beans.get(RawDataService.class);
    measured.measure(
        RawDataOperation.REGISTRATION_LOGIN,
        Optional.empty(),
        done -> Optional.of(new Organisations.Owner("3-1", "1.2")),
        () -> "in");
    try {
      measured.measure(
          RawDataOperation.FEDERATION_ENTRY,
          Optional.of(TestBeans.PRAXIS),
          done -> Optional.empty(),
          () -> {
            throw new IllegalStateException("no");
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("no");
    }
    List<Measurement> taken = measured.drain();
    assertThat(taken).extracting(Measurement::status).containsExactly(200, 400);
    assertThat(RawDataLine.of(taken.get(0), "i", taken.get(0).owner().orElseThrow()))
        .contains(";TIM.UC_10060_01;200;", "\"tID\":\"3-1\"", "\"M-Dom\":\"\"");
  }

  private void deliverTo(String setting) {
    settings.put(setting, "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
  }

  private void measure(long startMillis, String client) {
    beans.get(RawDataService.class).record(measurement(startMillis, client));
  }

  private static Measurement measurement(long startMillis, String client) {
    return new Measurement(
        RawDataOperation.EVENT_WITHIN, TestBeans.KLINIK, startMillis, 42, 200, 120, 60, client);
  }

  private void after(Duration time) {
    beans.clock.advance(time);
    writing().write();
  }

  private RawDataWriting writing() {
    return beans.get(RawDataWriting.class);
  }

  private String content(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
