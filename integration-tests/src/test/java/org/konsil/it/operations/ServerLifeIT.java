package org.konsil.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.core.json.Json;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.TestCertificate;
import org.konsil.it.support.TestDatabase;

/**
 * Servers started by bin/server come up, open what they should, stop cleanly and go on: two side by
 * side, one with TLS, a difficult secret and H2, one on PostgreSQL.
 */
class ServerLifeIT {
  private static final String SECRET = "geheim\u00e4 \\${x}";

  @TempDir static Path folder;

  private static TestCertificate certificate;
  private static int tlsPort;
  private static KonsilServer one;
  private static Optional<TestDatabase> database;
  private static KonsilServer two;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    certificate = TestCertificate.create(folder, "localhost");
    tlsPort = FreePort.next();
    one =
        KonsilServer.start(
            "life",
            "--domain",
            "klinik.example",
            "--registration-shared-secret",
            SECRET,
            "--tls-port",
            "" + tlsPort,
            "--tls-cert",
            certificate.certificate().toString(),
            "--tls-key",
            certificate.key().toString());
    database = TestDatabase.create();
    two =
        KonsilServer.start(
            "side", database.map(TestDatabase::options).orElseGet(() -> new String[0]));
  }

  @AfterAll
  static void stop() throws Exception {
    try (KonsilServer last = one;
        KonsilServer other = two;
        TestDatabase dropped = database.orElse(null)) {
      assertThat(last.stop()).as("after a kill, too").isZero();
    }
  }

  /** The home as a backup has it, in the place of one that was lost (F35). */
  @Test
  void f35_stopsCleanlyAndGoesOnWithARestoredHome() throws Exception {
    assertThat(versions(http, one.baseUrl())).isEqualTo(200);
    MatrixClient user =
        MatrixClient.anonymous(one.baseUrl())
            .registerWithSecret(SECRET, "sicherung", "doppelt-haelt-besser");
    ObjectNode wanted = Json.object().put("preset", "private_chat");
    ObjectNode encryption = wanted.putArray("initial_state").addObject();
    encryption.put("type", "m.room.encryption").put("state_key", "");
    encryption.putObject("content").put("algorithm", "m.megolm.v1.aes-sha2");
    String room = MatrixClient.room(user.createRoom(wanted));
    ObjectNode message =
        Json.object().put("algorithm", "m.megolm.v1.aes-sha2").put("ciphertext", "AwgAEn");
    String event =
        user.ok("PUT", room + "/send/m.room.encrypted/t", message).path("event_id").asText();
    byte[] picture = new byte[100_000];
    Arrays.fill(picture, (byte) 7);
    String uri =
        user.upload("/_matrix/media/v3/upload", "application/octet-stream", picture)
            .body()
            .path("content_uri")
            .asText();
    CompletableFuture<MatrixClient.Answer> waiting = waitingSync(one);
    Path file = one.home().resolve("data/konsil.mv.db");
    assertThat(file).exists();
    assertThat(one.stop()).isZero();
    assertThat(one.log()).contains("WFLYSRV0050").doesNotContain(" ERROR ", " SEVERE ");
    assertThat(waiting.join().status()).as("a long poll, when the server stops").isEqualTo(200);

    Path backup = folder.resolve("backup");
    copy(one.home(), backup);
    delete(one.home());
    copy(backup, one.home());
    one.start();
    assertThat(versions(http, one.baseUrl())).isEqualTo(200);
    JsonNode kept = user.ok("GET", room + "/event/" + MatrixClient.encode(event), null);
    assertThat(kept.path("content")).isEqualTo(message);
    String media = "/_matrix/client/v1/media/download/" + uri.substring("mxc://".length());
    assertThat(user.download(media).body()).isEqualTo(picture);
    one.kill();
    assertThat(Files.readString(one.home().resolve("konsil.properties")))
        .contains("konsil.domains=klinik.example");

    one.start();
    assertThat(versions(http, one.baseUrl())).isEqualTo(200);
  }

  @Test
  void twoRunSideBySideAndOpenNothingElse() throws Exception {
    assertThat(versions(http, one.baseUrl())).isEqualTo(200);
    assertThat(versions(http, two.baseUrl())).isEqualTo(200);
    assertThat(listeningPorts(one)).isEqualTo(Set.of(one.port(), tlsPort, managementPort(one)));
    assertThat(listeningPorts(two)).isEqualTo(Set.of(two.port(), managementPort(two)));

    KonsilServer.Outcome third =
        KonsilServer.run("--home", one.home().toString(), "--http-port", "" + FreePort.next());
    assertThat(third.exitCode()).isEqualTo(2);
    assertThat(third.stderr()).contains("is in use");
  }

  @Test
  void speaksTls() throws Exception {
    HttpClient trusting = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    assertThat(versions(trusting, URI.create("https://localhost:" + tlsPort))).isEqualTo(200);
    assertThat(versions(http, one.baseUrl())).isEqualTo(200);
  }

  @Test
  void keepsItsDataInPostgres() throws Exception {
    assumeThat(database).as("a PostgreSQL for this run").isPresent();
    assertThat(two.home().resolve("data")).isEmptyDirectory();
    try (Connection connection = database.orElseThrow().connect();
        ResultSet domains = connection.createStatement().executeQuery("SELECT name FROM domain")) {
      assertThat(domains.next()).isTrue();
      assertThat(domains.getString(1)).isEqualTo("localhost");
    }
  }

  @Test
  void secretsAreNotInTheCommandLine() throws IOException {
    assertThat(Files.readString(Path.of("/proc/" + one.javaPid() + "/cmdline")))
        .doesNotContain("geheim");
    Path properties = one.home().resolve("konsil.properties");
    assertThat(Files.getPosixFilePermissions(properties)).hasSize(2);
    assertThat(Files.readString(properties)).contains("geheim\\u00e4 \\\\${x}");
  }

  @Test
  void runsOnJdk25() throws Exception {
    Path jdk = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64");
    assumeThat(jdk).as("a JDK 25 on this machine").exists();
    try (KonsilServer server = KonsilServer.start("jdk25", Map.of("JAVA_HOME", jdk.toString()))) {
      assertThat(versions(http, server.baseUrl())).isEqualTo(200);
      assertThat(server.stop()).isZero();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path place = to.resolve(from.relativize(file).toString());
        Files.copy(file, place, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A long poll that has found nothing and waits. */
  private static CompletableFuture<MatrixClient.Answer> waitingSync(KonsilServer server)
      throws Exception {
    MatrixClient user =
        MatrixClient.anonymous(server.baseUrl())
            .registerWithSecret(SECRET, "warterin", "geduld-im-wartezimmer");
    MatrixClient.Answer last = user.sync(Optional.empty(), Duration.ZERO, "{}").join();
    while (true) {
      String since = last.body().path("next_batch").asText();
      CompletableFuture<MatrixClient.Answer> waiting =
          user.sync(Optional.of(since), Duration.ofMinutes(1), "{}");
      try {
        last = waiting.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException nothingToTell) {
        return waiting;
      }
    }
  }

  private static int versions(HttpClient http, URI base) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/_matrix/client/versions")).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static int managementPort(KonsilServer server) {
    Matcher matcher =
        Pattern.compile("WFLYSRV0060: .*http://127\\.0\\.0\\.1:(\\d+)/").matcher(server.log());
    Optional<String> port = matcher.results().map(found -> found.group(1)).reduce((a, b) -> b);
    return Integer.parseInt(port.orElseThrow());
  }

  /** The TCP ports on which the server's JVM listens, as /proc tells it. */
  private static Set<Integer> listeningPorts(KonsilServer server) throws IOException {
    Path proc = Path.of("/proc/" + server.javaPid());
    Set<String> sockets = new TreeSet<>();
    try (var descriptors = Files.list(proc.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = readLink(descriptor);
        if (target.startsWith("socket:[")) {
          sockets.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    Set<Integer> ports = new TreeSet<>();
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      for (String line : Files.readAllLines(proc.resolve(table))) {
        String[] columns = line.trim().split("\\s+");
        if (columns[3].equals("0A") && sockets.contains(columns[9])) {
          String port = columns[1].substring(columns[1].lastIndexOf(':') + 1);
          ports.add(Integer.parseInt(port, 16));
        }
      }
    }
    return ports;
  }

  /** Empty when the descriptor was closed meanwhile. */
  private static String readLink(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
