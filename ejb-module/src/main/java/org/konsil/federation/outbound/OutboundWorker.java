package org.konsil.federation.outbound;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has queues emptied, each by one thread at a time and a bounded number of them at once, in turn. A
 * destination that hangs holds one place for as long as a request may take, and those that failed
 * last time never have more than half of the places: they do not hold up the others (F10).
 */
@ApplicationScoped
class OutboundWorker {
  private static final Logger LOG = Logger.getLogger(OutboundWorker.class.getName());
  static final int AT_A_TIME = 24;

  @Inject private OutboundDelivery delivery;
  @Resource private ManagedExecutorService managedExecutor;

  private final Set<Route> waiting = new LinkedHashSet<>();
  private final Set<Route> running = new HashSet<>();
  private final Set<Route> suspected = new HashSet<>();
  private Executor testExecutor;

  protected OutboundWorker() {}

  OutboundWorker(OutboundDelivery delivery, Executor executor) {
    this.delivery = delivery;
    this.testExecutor = executor;
  }

  void committed(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) FederationQueueService.Queued news) {
    news.destinations().forEach(to -> nudge(new Route(news.origin(), to)));
  }

  /** Says that the route may have something to send; returns at once. */
  void nudge(Route route) {
    synchronized (this) {
      waiting.add(route);
    }
    start();
  }

  private void start() {
    for (Optional<Route> next = take(); next.isPresent(); next = take()) {
      Route route = next.get();
      try {
        (testExecutor == null ? managedExecutor : testExecutor).execute(() -> run(route));
      } catch (RuntimeException e) {
        done(route);
        throw e;
      }
    }
  }

  private synchronized Optional<Route> take() {
    if (running.size() >= AT_A_TIME) {
      return Optional.empty();
    }
    boolean full = running.stream().filter(suspected::contains).count() >= AT_A_TIME / 2;
    Optional<Route> next =
        waiting.stream()
            .filter(route -> !running.contains(route) && !(full && suspected.contains(route)))
            .findFirst();
    next.ifPresent(
        route -> {
          waiting.remove(route);
          running.add(route);
        });
    return next;
  }

  private synchronized void done(Route route) {
    running.remove(route);
  }

  private synchronized void judge(Route route, boolean delivered) {
    if (delivered) {
      suspected.remove(route);
    } else {
      suspected.add(route);
    }
  }

  private void run(Route route) {
    try {
      judge(route, delivery.deliver(route));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "the queue to " + route.destination() + " has stopped");
    } finally {
      done(route);
      start();
    }
  }
}
