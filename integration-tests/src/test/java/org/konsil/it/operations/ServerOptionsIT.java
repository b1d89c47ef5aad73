package org.konsil.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.it.support.KonsilServer;

/** bin/server refuses what it cannot use: one clear line on standard error, exit code 2. */
class ServerOptionsIT {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option x",
        "stray",
        "--http-port",
        "--http-port 0",
        "--http-port 70000",
        "--http-port eighty",
        "--bind not_a_host",
        "--tls-port 8443",
        "--tls-cert /etc/hostname",
        "--tls-cert /etc/hostname --tls-key /etc/hostname --tls-port 8443",
        "--public-url ftp://x",
        "--trust-ca /etc/hostname",
        "--trust-ca /no/such/file",
        "--domain bad_name",
        "--domain a.example --domain a.example",
        "--domain a.example:port",
        "--db jdbc:oracle:thin:@x",
        "--db-user somebody",
        "--registration maybe",
        "--guests yes",
        "--rate-limits 5",
        "--policy none",
        "--default-room-version 13",
        "--outgoing-private-networks yes",
        "--appservice /no/such/file",
        "--smtp mail",
        "--node a/b",
        "--cluster 127.0.0.1:7600",
        "--testdriver --domain a.example",
        "--sandbox-of /no/such/folder"
      })
  void refuses(String options) {
    List<String> command = new ArrayList<>(List.of("--home", home.toString()));
    command.addAll(List.of(options.split(" ")));
    KonsilServer.Outcome outcome = KonsilServer.run(command.toArray(String[]::new));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    String option = options.contains("a.example --domain") ? "--domain" : options.split(" ")[0];
    assertThat(outcome.stderr().lines()).singleElement().asString().contains(option);
  }

  @Test
  void refusesAPortThatSomebodyElseHas() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      KonsilServer.Outcome outcome =
          KonsilServer.run("--home", home.toString(), "--http-port", port);

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.stderr().lines()).singleElement().asString().contains(port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"id: [", "- no registration", "id: bridge", "id: b\nas_token: a\n"})
  void refusesARegistrationThatCannotBeUsed(String yaml) throws IOException {
    Path file = Files.writeString(home.resolve("bridge.yaml"), yaml);
    KonsilServer.Outcome outcome =
        KonsilServer.run("--home", home.toString(), "--appservice", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr().lines())
        .singleElement()
        .asString()
        .contains("--appservice: bridge.yaml: ");
  }

  @Test
  void refusesAHomeThatIsNoFolder() {
    KonsilServer.Outcome outcome = KonsilServer.run("--home", "/dev/null/konsil");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr().lines()).singleElement().asString().contains("/dev/null/konsil");
  }
}
