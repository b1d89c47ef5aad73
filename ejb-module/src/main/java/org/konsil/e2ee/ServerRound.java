package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.konsil.core.id.ServerName;

/** Asks several servers at once and takes what comes in time. */
@ApplicationScoped
class ServerRound {
  private static final long USUAL_MILLIS = 10_000;
  private static final long MAX_MILLIS = 30_000;

  @Resource private ManagedExecutorService managedExecutor;
  private Executor testExecutor;

  protected ServerRound() {}

  ServerRound(Executor executor) {
    this.testExecutor = executor;
  }

  /**
   * The answers by server.
   *
   * @param timeoutMillis how long to wait in all, 30 seconds at most; null for 10 seconds
   * @param failures gets an entry for each server that refused or did not answer in time
   */
  <T> Map<ServerName, ObjectNode> ask(
      Map<ServerName, T> questions,
      BiFunction<ServerName, T, ObjectNode> question,
      Long timeoutMillis,
      ObjectNode failures) {
    Executor executor = testExecutor == null ? managedExecutor : testExecutor;
    Map<ServerName, CompletableFuture<ObjectNode>> asked = new HashMap<>();
    questions.forEach(
        (server, what) ->
            asked.put(
                server,
                CompletableFuture.supplyAsync(() -> question.apply(server, what), executor)));
    long millis = timeoutMillis == null ? USUAL_MILLIS : Math.max(0, timeoutMillis);
    CompletableFuture<Void> all =
        CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new));
    await(all, Math.min(millis, MAX_MILLIS));
    Map<ServerName, ObjectNode> answers = new HashMap<>();
    asked.forEach(
        (server, answer) -> {
          if (answer.isDone() && !answer.isCompletedExceptionally()) {
            answers.put(server, answer.join());
          } else {
            failures.set(server.value(), KeyJson.unreachable());
          }
        });
    return answers;
  }

  private static void await(CompletableFuture<Void> all, long millis) {
    try {
      all.get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // each answer is looked at by itself
    }
  }
}
