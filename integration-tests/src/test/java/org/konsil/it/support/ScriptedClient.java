package org.konsil.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.konsil.core.json.Json;

/**
 * A Matrix client in a process of its own that is driven line by line: a command as a JSON object
 * on its standard input, the answer as a JSON object on its standard output. What it prints beside
 * that is in a file whose end a failure quotes.
 */
public final class ScriptedClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration NPM_LIMIT = Duration.ofMinutes(5);

  private final String name;
  private final Path errors;
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private ScriptedClient(String name, Path folder, List<String> command) throws IOException {
    this.name = name;
    this.errors = Files.createTempFile(target(), name + "-", ".err");
    this.process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** matrix-js-sdk under Node; its packages are installed when the lock file changed. */
  public static ScriptedClient javascript() throws IOException {
    Path folder = installed(tests().resolve("js"), target().resolve("js-client"));
    return new ScriptedClient("js", folder, List.of("node", "client.mjs"));
  }

  /** matrix-nio of the distribution, with a key store below target. */
  public static ScriptedClient python() throws IOException {
    Path store = Files.createTempDirectory(target(), "nio-store-");
    Path folder = tests().resolve("python");
    return new ScriptedClient(
        "nio", folder, List.of("/usr/bin/python3", "-B", "client.py", store.toString()));
  }

  /**
   * Has the client do something and waits for its answer.
   *
   * @param command a name of the client's commands
   * @throws AssertionError when it answers an error, ends, or takes longer than a minute
   */
  public JsonNode ask(String command, Map<String, ?> parameters) {
    ObjectNode line = Json.mapper().valueToTree(parameters);
    line.put("do", command);
    try {
      commands.write(line + "\n");
      commands.flush();
      String answer = nextLine().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      JsonNode parsed = answer == null ? Json.object() : Json.mapper().readTree(answer);
      if (!parsed.path("ok").asBoolean()) {
        throw failed(line + " was answered " + answer, null);
      }
      return parsed;
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw failed(line + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(line + " was interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private CompletableFuture<String> nextLine() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return answers.readLine();
          } catch (IOException e) {
            return null;
          }
        });
  }

  private AssertionError failed(String what, Exception cause) {
    String said = "";
    try {
      said = Files.readString(errors);
    } catch (IOException e) {
      said = "(its errors cannot be read)";
    }
    String end = said.substring(Math.max(0, said.length() - 1500));
    return new AssertionError(name + ": " + what + "\n" + end, cause);
  }

  private static Path tests() {
    return Checkout.root().resolve("integration-tests/src/test");
  }

  private static Path target() throws IOException {
    return Files.createDirectories(Checkout.root().resolve("integration-tests/target"));
  }

  /** A copy with its packages, so that nothing is written between the sources. */
  private static Path installed(Path sources, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path lock = folder.resolve("package-lock.json");
    Path done = folder.resolve("installed-lock.json");
    for (String file : List.of("client.mjs", "package.json", "package-lock.json", ".npmrc")) {
      Files.write(folder.resolve(file), Files.readAllBytes(sources.resolve(file)));
    }
    if (!Files.exists(done) || Files.mismatch(lock, done) >= 0) {
      npmInstall(folder);
      Files.write(done, Files.readAllBytes(lock));
    }
    return folder;
  }

  private static void npmInstall(Path folder) throws IOException {
    Path log = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!npm.waitFor(NPM_LIMIT.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new IOException("npm ci failed: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      npm.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
