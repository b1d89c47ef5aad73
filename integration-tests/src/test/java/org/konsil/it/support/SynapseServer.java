package org.konsil.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Synapse on loopback, from the scripts in {@code integration-tests/synapse}. */
public final class SynapseServer implements AutoCloseable {
  private static final long START_MINUTES = 8;
  private static final String NAME = "it";

  private final int port = FreePort.next();
  private final int tlsPort = FreePort.next();

  private SynapseServer() {}

  /** Empty where none can be started: that needs root and the distribution's packages. */
  public static Optional<SynapseServer> start() {
    SynapseServer server = new SynapseServer();
    boolean started =
        script(
            "synapse-up", "-n", NAME, "-p", "" + server.port, "-f", "" + server.tlsPort, "--fresh");
    return started ? Optional.of(server) : Optional.empty();
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String serverName() {
    return "localhost:" + tlsPort;
  }

  /** The authority of its certificate, PEM. */
  public Path authority() {
    String home = System.getenv().getOrDefault("SYNAPSE_HOME", "/tmp/synapse-peer");
    return Path.of(home, "tls", "ca.crt");
  }

  @Override
  public void close() {
    script("synapse-down", "-n", NAME);
  }

  private static boolean script(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("integration-tests/synapse/" + name).toString());
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(START_MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
