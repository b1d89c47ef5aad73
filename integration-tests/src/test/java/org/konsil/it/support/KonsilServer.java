package org.konsil.it.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One instance of {@code bin/server} on a free loopback port with a home of its own below {@code
 * target/servers}. {@link #kill()} and {@link #stop()} may be followed by {@link #start()}, which
 * goes on with the same home and port. {@link #close()} ends what still runs; the home stays for
 * whoever looks for the reason of a failure, and {@code mvn clean} removes it.
 */
public final class KonsilServer implements AutoCloseable {
  /** Long enough for a cold machine with other work; a failed deployment is reported at once. */
  private static final long START_SECONDS = 240;

  private final Path home;
  private final int port;
  private final List<String> options;
  private final Map<String, String> environment;
  private Process process;

  private KonsilServer(Path home, int port, List<String> options, Map<String, String> environment) {
    this.home = home;
    this.port = port;
    this.options = options;
    this.environment = environment;
  }

  /** Starts a server with these options of bin/server; --home and --http-port are added. */
  public static KonsilServer start(String name, String... options) {
    return start(name, Map.of(), options);
  }

  /** The same with variables added to its environment. */
  public static KonsilServer start(
      String name, Map<String, String> environment, String... options) {
    KonsilServer server = of(name, environment, options);
    server.start();
    return server;
  }

  /** The same, but it is not started yet. */
  public static KonsilServer of(String name, Map<String, String> environment, String... options) {
    Path servers = Checkout.root().resolve("integration-tests/target/servers");
    try {
      Files.createDirectories(servers);
      Path home = Files.createTempDirectory(servers, name + "-");
      return new KonsilServer(home, FreePort.next(), List.of(options), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, or starts it again, and returns when it answers. */
  public void start() {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("bin/server").toString());
    command.addAll(List.of("--home", home.toString(), "--http-port", Integer.toString(port)));
    command.addAll(options);
    try {
      process = begin(command, environment, home.resolve("stderr.txt"));
      String line = firstLine(process).get(START_SECONDS, TimeUnit.SECONDS);
      if (!("READY " + baseUrl()).equals(line)) {
        throw new AssertionError("bin/server said \"" + line + "\": " + tail(stderr()));
      }
    } catch (TimeoutException | ExecutionException e) {
      close();
      throw new AssertionError("bin/server is not ready: " + tail(stderr()), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** SIGTERM; returns the exit code. */
  public int stop() {
    process.destroy();
    return exitCode(process);
  }

  /** SIGKILL to the script, which takes the JVM along; returns when both are gone. */
  public void kill() {
    List<ProcessHandle> java = process.descendants().toList();
    process.destroyForcibly();
    exitCode(process);
    java.forEach(handle -> handle.onExit().join());
  }

  /** Stops it in the middle of whatever it does, until {@link #resume()}. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      exitCode(new ProcessBuilder("kill", "-" + name, Long.toString(javaPid())).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          kill();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** {@code http://127.0.0.1:port}, without a trailing slash. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** The folder given as --home: database, media and configuration of this instance. */
  public Path home() {
    return home;
  }

  /** The process id of the JVM, for what /proc says about it. */
  public long javaPid() {
    return java().map(ProcessHandle::pid).orElseThrow();
  }

  /** Leaves all that its JVM holds in memory, garbage too, in a file of its home. */
  public void dumpMemory() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String file = home.resolve("memory.hprof").toString();
    try {
      Process dump =
          new ProcessBuilder(jcmd, Long.toString(javaPid()), "GC.heap_dump", "-all", file).start();
      if (exitCode(dump) != 0) {
        throw new AssertionError(
            new String(dump.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's log so far. */
  public String log() {
    return read(home.resolve("log/server.log"));
  }

  /** What it printed on standard error so far. */
  public String stderr() {
    return read(home.resolve("stderr.txt"));
  }

  /** What a run of bin/server that is expected to end by itself left behind. */
  public record Outcome(int exitCode, String stdout, String stderr) {}

  /** Runs bin/server with exactly these options until it ends. */
  public static Outcome run(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("bin/server").toString());
    command.addAll(Arrays.asList(options));
    try {
      Path stderr = Files.createTempFile("bin-server", ".err");
      Process process = begin(command, Map.of(), stderr);
      String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Outcome outcome = new Outcome(exitCode(process), stdout, Files.readString(stderr));
      Files.delete(stderr);
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ProcessHandle> java() {
    return process.children().filter(ProcessHandle::isAlive).findFirst();
  }

  private static Process begin(List<String> command, Map<String, String> environment, Path stderr) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putIfAbsent("KONSIL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xms512m -Xmx512m");
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<String> firstLine(Process process) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
            return reader.readLine();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static int exitCode(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the process did not end within a minute");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tail(String text) {
    return text.length() <= 2000 ? text : text.substring(text.length() - 2000);
  }
}
