package org.konsil.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks all checks, at most once a second and never twice at a time: probes cost nothing, however
 * many come, and a database that hangs holds one thread.
 */
@ApplicationScoped
public class HealthService {
  private static final Logger LOG = Logger.getLogger(HealthService.class.getName());
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Inject @Any private Instance<ReadinessCheck> found;
  @Inject private Clock clock;
  @Resource private ManagedExecutorService managedExecutor;
  private Iterable<ReadinessCheck> checks;
  private Executor executor;

  private CompletableFuture<Readiness> latest;
  private Instant askedAt = Instant.MIN;

  /** For the container. */
  protected HealthService() {}

  HealthService(Iterable<ReadinessCheck> checks, Clock clock, Executor executor) {
    this.checks = checks;
    this.clock = clock;
    this.executor = executor;
  }

  @PostConstruct
  void start() {
    checks = found;
    executor = managedExecutor;
  }

  /**
   * @param checks each check's name and whether it passes; empty when they did not answer in time
   */
  public record Readiness(boolean ready, Map<String, Boolean> checks) {
    private static final Readiness UNKNOWN = new Readiness(false, Map.of());
  }

  /** What the checks say now or said a second ago; not ready when they take two seconds. */
  public Readiness readiness() {
    try {
      return asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Readiness.UNKNOWN;
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      LOG.log(Level.FINE, e, () -> "the checks did not answer");
      return Readiness.UNKNOWN;
    }
  }

  private synchronized CompletableFuture<Readiness> asked() {
    Instant now = clock.instant();
    boolean fresh = latest != null && now.isBefore(askedAt.plus(KEPT));
    boolean running = latest != null && !latest.isDone();
    if (!fresh && !running) {
      askedAt = now;
      latest = CompletableFuture.supplyAsync(this::ask, executor);
    }
    return latest;
  }

  private Readiness ask() {
    Map<String, Boolean> answers = new TreeMap<>();
    for (ReadinessCheck check : checks) {
      answers.put(check.name(), passes(check));
    }
    return new Readiness(!answers.containsValue(false), answers);
  }

  private static boolean passes(ReadinessCheck check) {
    try {
      return check.isReady();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "not ready: " + check.name());
      return false;
    }
  }
}
