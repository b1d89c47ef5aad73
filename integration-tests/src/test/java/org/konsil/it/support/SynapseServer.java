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
  /** Of {@code /_synapse/admin/v1/register}. */
  public static final String REGISTRATION_SECRET = "peer-secret";

  private static final long START_MINUTES = 8;

  private final int port = FreePort.next();
  private final int tlsPort = FreePort.next();
  private final String name;
  private final String database;
  private final Optional<Gate> gate;

  private SynapseServer(String name, String database, boolean gated) {
    this.name = name;
    this.database = database;
    this.gate = gated ? Optional.of(Gate.before(tlsPort)) : Optional.empty();
  }

  /** Empty where none can be started: that needs root and the distribution's packages. */
  public static Optional<SynapseServer> start() {
    SynapseServer server = new SynapseServer("it", "sqlite", true);
    return server.up("--fresh") ? Optional.of(server) : Optional.empty();
  }

  /** For measurements: on PostgreSQL, and peers come without a gate. */
  public static SynapseServer measured(String name) {
    SynapseServer server = new SynapseServer(name, "postgres", false);
    if (!server.up("--fresh")) {
      throw new IllegalStateException("Synapse did not start");
    }
    return server;
  }

  /** Starts it again after {@link #stop()}, with the data it had. */
  public void restart() {
    if (!up()) {
      throw new AssertionError("Synapse did not start again");
    }
  }

  public void stop() {
    script("synapse-down", "-n", name);
  }

  private boolean up(String... more) {
    List<String> arguments = new ArrayList<>(List.of("-n", name, "-p", "" + port));
    arguments.addAll(List.of("-f", "" + tlsPort, "-s", serverName(), "-d", database));
    arguments.addAll(List.of(more));
    return script("synapse-up", arguments.toArray(String[]::new));
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String serverName() {
    return "localhost:" + gate.map(Gate::port).orElse(tlsPort);
  }

  /** What its peers come through. */
  public Gate gate() {
    return gate.orElseThrow();
  }

  /** The authority of its certificate, PEM. */
  public Path authority() {
    String home = System.getenv().getOrDefault("SYNAPSE_HOME", "/tmp/synapse-peer");
    return Path.of(home, "tls", "ca.crt");
  }

  @Override
  public void close() {
    stop();
    gate.ifPresent(Gate::close);
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
