package org.konsil.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** coturn on loopback, which gives its relays to whoever has credentials made from its secret. */
public final class TurnServer implements AutoCloseable {
  private static final String SECRET = "turn-secret-of-the-test";

  private final int port = FreePort.next();
  private final Process process;

  private TurnServer() throws IOException {
    Path folder = Checkout.root().resolve("integration-tests/target/turn");
    Files.createDirectories(folder);
    List<String> command =
        List.of(
            "turnserver",
            "-n",
            "--listening-ip=127.0.0.1",
            "--relay-ip=127.0.0.1",
            "--listening-port=" + port,
            "--use-auth-secret",
            "--static-auth-secret=" + SECRET,
            "--realm=konsil.example",
            "--allow-loopback-peers",
            "--no-cli",
            "--no-tls",
            "--no-dtls",
            "--log-file=stdout",
            "--pidfile=" + folder.resolve("pid"),
            "--userdb=" + folder.resolve("users"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  public static TurnServer start() {
    try {
      return new TurnServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a server whose users it serves, as options of its JVM. */
  public String settings() {
    return "-Dkonsil.turn.uris=turn:127.0.0.1:"
        + port
        + "?transport=udp -Dkonsil.turn.sharedSecret="
        + SECRET;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
