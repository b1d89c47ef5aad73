package org.konsil.konnektor;

import jakarta.annotation.Resource;
import jakarta.ejb.AccessTimeout;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.konsil.config.KonsilConfig;
import org.konsil.jca.api.ConnectorState;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.konnektor.KonnektorStore.Check;

/**
 * Asks the Konnektor and writes down what it said. One check at a time on each node, outside any
 * transaction; the first call that times out ends it, so it lasts hardly longer than one read
 * timeout.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@AccessTimeout(value = 60, unit = TimeUnit.SECONDS)
public class KonnektorCheck {

  /** A failure that came sooner than this may be tried again without anybody waiting long. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Resource(lookup = "java:/eis/Konnektor")
  private KonnektorConnectionFactory konnektor;

  @Inject private KonnektorStore store;
  @Inject private KonnektorJournal journal;
  @Inject private EventSubscriptions subscriptions;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  private Instant startedAt = Instant.MIN;

  public KonnektorCheck() {}

  KonnektorCheck(
      KonnektorConnectionFactory konnektor,
      KonnektorStore store,
      KonnektorJournal journal,
      EventSubscriptions subscriptions,
      KonsilConfig config,
      Clock clock) {
    this.konnektor = konnektor;
    this.store = store;
    this.journal = journal;
    this.subscriptions = subscriptions;
    this.config = config;
    this.clock = clock;
  }

  /** Asks now. Does nothing where no Konnektor is configured. */
  public void run() {
    if (!konnektor.configured()) {
      return;
    }
    startedAt = clock.instant();
    try {
      try {
        ask();
      } catch (KonnektorUnreachableException e) {
        // a pooled connection that the Konnektor had closed meanwhile is no outage
        if (Duration.between(startedAt, clock.instant()).compareTo(AT_ONCE) > 0) {
          throw e;
        }
        ask();
      }
    } catch (KonnektorException e) {
      journal.failed(config.node(), Inspection.failure(e));
    }
  }

  private void ask() throws KonnektorException {
    String node = config.node();
    Instant askedAt = clock.instant();
    try (KonnektorConnection connection = konnektor.getConnection()) {
      ConnectorState state = connection.getResourceInformation();
      Duration responseTime = Duration.between(askedAt, clock.instant());
      KonnektorSnapshot snapshot = Inspection.read(connection, state);
      boolean wasThere = store.findCheck(node).map(Check::reachable).orElse(false);
      journal.answered(node, responseTime, snapshot);
      Optional<String> eventTo = konnektor.target().eventTo();
      if (eventTo.isPresent()) {
        subscriptions.keep(connection, node, eventTo.get(), !wasThere);
      }
    }
  }

  /** Asks in the background, unless a check has begun since the moment given. */
  @Asynchronous
  public void runSince(Instant moment) {
    if (!startedAt.isAfter(moment)) {
      run();
    }
  }
}
