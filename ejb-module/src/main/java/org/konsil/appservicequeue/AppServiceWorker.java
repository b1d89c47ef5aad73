package org.konsil.appservicequeue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServiceCalls;
import org.konsil.appservice.AppServices;
import org.konsil.appservicequeue.AppServiceOutboxService.Transaction;

/** Sends transactions: each service has at most one thread, so that none holds up another. */
@ApplicationScoped
class AppServiceWorker {
  private static final Logger LOG = Logger.getLogger(AppServiceWorker.class.getName());

  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  @Inject AppServices services;
  @Inject AppServiceOutboxService outbox;
  @Inject AppServiceCalls calls;
  @Resource private ManagedExecutorService executor;

  /** Says that something may be due for the service; returns at once. */
  void nudge(String id) {
    asked.add(id);
    if (running.add(id)) {
      executor.execute(() -> services.find(id).ifPresent(this::run));
    }
  }

  private void run(AppService service) {
    try {
      while (asked.remove(service.id())) {
        sendAll(service);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "cannot send to application service " + service.id());
    } finally {
      running.remove(service.id());
    }
    if (asked.contains(service.id())) {
      nudge(service.id());
    }
  }

  private void sendAll(AppService service) {
    Optional<Transaction> next = outbox.take(service);
    while (next.isPresent()) {
      long txnId = next.get().txnId();
      if (!accepts(service, next.get())) {
        outbox.failed(service, txnId);
        return;
      }
      outbox.accepted(service, txnId);
      next = outbox.take(service);
    }
  }

  private boolean accepts(AppService service, Transaction transaction) {
    try {
      return calls.transaction(service, transaction.txnId(), transaction.body()).isSuccess();
    } catch (IOException e) {
      LOG.log(Level.FINE, e, () -> "application service " + service.id() + " does not answer");
      return false;
    }
  }
}
