package org.konsil.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.it.support.Checkout;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.TestDatabase;

/**
 * Does what docs/operations.md tells an administrator, word by word, on a WildFly 39 that was only
 * unpacked: its command blocks are read from the page, so that the page cannot be wrong.
 */
class AdministratorInstallIT {
  private static final Duration START = Duration.ofMinutes(4);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path wildfly =
      Checkout.root().resolve("integration-tests/target/foreign/wildfly-39.0.1.Final");

  @Test
  void theStepsOfTheManualWorkOnAnUnmodifiedWildFly() throws Exception {
    assertThat(wildfly.resolve("bin/standalone.sh")).exists();
    int port = FreePort.next();
    Optional<TestDatabase> database = TestDatabase.create();
    try {
      run(step("configure", "bash"));
      Path settings = folder.resolve("konsil.properties");
      Files.writeString(settings, settings(port, database));

      Process server = begin(step("start", "bash"), folder.resolve("console.txt"));
      try {
        awaitVersions(URI.create("http://127.0.0.1:" + port), server);
      } finally {
        stop(server);
      }
      assertThat(Files.readString(wildfly.resolve("standalone/log/server.log")))
          .contains("Deployed \"konsil.ear\"")
          .contains("WFLYSRV0050");
    } finally {
      if (database.isPresent()) {
        database.get().close();
      }
    }
  }

  /** The block after {@code <!-- test: name -->}, with the places of this test. */
  private String step(String name, String language) throws IOException {
    String page = Files.readString(Checkout.root().resolve("docs/operations.md"));
    Matcher block =
        Pattern.compile(
                "<!-- test: " + name + " -->\\n```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    assertThat(block.find()).as("step %s in docs/operations.md", name).isTrue();
    return "export JBOSS_HOME="
        + wildfly
        + "\n"
        + block
            .group(1)
            .replace("export JBOSS_HOME=/opt/wildfly-39.0.1.Final\n", "")
            .replace("/etc/konsil/konsil.properties", folder.resolve("konsil.properties") + "");
  }

  /** The page's settings with ports and folders of this test, and its database if it has one. */
  private String settings(int port, Optional<TestDatabase> database) throws IOException {
    String page =
        step("settings", "properties")
            .replaceFirst("export .*\\n", "")
            .replace("/var/lib/konsil", folder.resolve("home").toString());
    StringBuilder settings = new StringBuilder();
    page.lines()
        .filter(line -> !line.startsWith("konsil.db."))
        .forEach(line -> add(settings, line));
    database.ifPresent(
        db -> {
          add(settings, "konsil.db.driver=postgresql");
          add(settings, "konsil.db.url=" + db.url());
          add(settings, "konsil.db.user=" + db.user());
          add(settings, "konsil.db.password=" + db.password());
        });
    add(settings, "jboss.http.port=" + port);
    add(settings, "jboss.https.port=" + FreePort.next());
    add(settings, "jboss.ajp.port=" + FreePort.next());
    add(settings, "jboss.management.http.port=" + FreePort.next());
    return settings.toString();
  }

  private static void add(StringBuilder settings, String line) {
    settings.append(line).append('\n');
  }

  private void run(String script) throws IOException, InterruptedException {
    Path output = folder.resolve("configure.txt");
    Process process = begin(script, output);
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  private static Process begin(String script, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script);
    builder.directory(Checkout.root().toFile()).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().put("JAVA_OPTS", "-Xms256m -Xmx768m");
    return builder.start();
  }

  private void awaitVersions(URI base, Process server) throws Exception {
    Instant end = Instant.now().plus(START);
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/_matrix/client/versions")).build();
    while (statusOf(request) != 200) {
      assertThat(Instant.now()).as("answers within %s", START).isBefore(end);
      boolean ended = server.waitFor(300, TimeUnit.MILLISECONDS);
      assertThat(ended).as(Files.readString(folder.resolve("console.txt"))).isFalse();
    }
  }

  private int statusOf(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static void stop(Process server) throws InterruptedException {
    server.descendants().forEach(ProcessHandle::destroy);
    assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }
}
