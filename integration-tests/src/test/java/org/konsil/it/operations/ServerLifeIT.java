package org.konsil.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.TestCertificate;
import org.konsil.it.support.TestDatabase;

/** A server started by bin/server comes up, opens what it should, stops cleanly and goes on. */
class ServerLifeIT {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void stopsCleanlyAndGoesOnWithItsHome() throws Exception {
    try (KonsilServer server =
        KonsilServer.start(
            "life", "--domain", "klinik.example", "--registration-shared-secret", "geheim")) {
      assertThat(versions(http, server.baseUrl())).isEqualTo(200);
      CompletableFuture<MatrixClient.Answer> waiting = waitingSync(server);
      Path database = server.home().resolve("data/konsil.mv.db");
      assertThat(database).exists();
      assertThat(server.stop()).isZero();
      assertThat(server.log()).contains("WFLYSRV0050").doesNotContain(" ERROR ", " SEVERE ");
      assertThat(waiting.join().status()).as("a long poll, when the server stops").isEqualTo(200);

      server.start();
      assertThat(versions(http, server.baseUrl())).isEqualTo(200);
      server.kill();
      assertThat(Files.readString(server.home().resolve("konsil.properties")))
          .contains("konsil.domains=klinik.example");

      server.start();
      assertThat(versions(http, server.baseUrl())).isEqualTo(200);
      assertThat(server.stop()).isZero();
    }
  }

  @Test
  void twoRunSideBySideAndOpenNothingElse() throws Exception {
    try (KonsilServer one = KonsilServer.start("side-one");
        KonsilServer two = KonsilServer.start("side-two")) {
      assertThat(versions(http, one.baseUrl())).isEqualTo(200);
      assertThat(versions(http, two.baseUrl())).isEqualTo(200);
      assertThat(listeningPorts(one)).isEqualTo(Set.of(one.port(), managementPort(one)));
      assertThat(listeningPorts(two)).isEqualTo(Set.of(two.port(), managementPort(two)));

      KonsilServer.Outcome third =
          KonsilServer.run("--home", one.home().toString(), "--http-port", "" + FreePort.next());
      assertThat(third.exitCode()).isEqualTo(2);
      assertThat(third.stderr()).contains("is in use");
    }
  }

  @Test
  void speaksTls(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "localhost");
    int port = FreePort.next();
    try (KonsilServer server =
        KonsilServer.start(
            "tls",
            "--tls-port",
            "" + port,
            "--tls-cert",
            certificate.certificate().toString(),
            "--tls-key",
            certificate.key().toString())) {
      HttpClient trusting = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
      assertThat(versions(trusting, URI.create("https://localhost:" + port))).isEqualTo(200);
      assertThat(versions(http, server.baseUrl())).isEqualTo(200);
    }
  }

  @Test
  void keepsItsDataInPostgres() throws Exception {
    Optional<TestDatabase> created = TestDatabase.create();
    assumeThat(created).as("a PostgreSQL for this run").isPresent();
    try (TestDatabase database = created.get()) {
      try (KonsilServer server = KonsilServer.start("postgres", database.options())) {
        assertThat(versions(http, server.baseUrl())).isEqualTo(200);
        assertThat(server.home().resolve("data")).isEmptyDirectory();
      }
      try (Connection connection = database.connect();
          ResultSet domains =
              connection.createStatement().executeQuery("SELECT name FROM domain")) {
        assertThat(domains.next()).isTrue();
        assertThat(domains.getString(1)).isEqualTo("localhost");
      }
    }
  }

  @Test
  void secretsAreNotInTheCommandLine() throws IOException {
    try (KonsilServer server =
        KonsilServer.start("secret", "--registration-shared-secret", "geheim\u00e4 \\${x}")) {
      assertThat(Files.readString(Path.of("/proc/" + server.javaPid() + "/cmdline")))
          .doesNotContain("geheim");
      Path properties = server.home().resolve("konsil.properties");
      assertThat(Files.getPosixFilePermissions(properties)).hasSize(2);
      assertThat(Files.readString(properties)).contains("geheim\\u00e4 \\\\${x}");
    }
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

  /** A long poll that has found nothing and waits. */
  private static CompletableFuture<MatrixClient.Answer> waitingSync(KonsilServer server)
      throws Exception {
    MatrixClient user =
        MatrixClient.anonymous(server.baseUrl())
            .registerWithSecret("geheim", "warterin", "geduld-im-wartezimmer");
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
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
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
