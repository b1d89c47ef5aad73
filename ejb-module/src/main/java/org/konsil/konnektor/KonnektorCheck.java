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
    String node = config.node();
    try (KonnektorConnection connection = konnektor.getConnection()) {
      ConnectorState state = connection.getResourceInformation();
      Duration responseTime = Duration.between(startedAt, clock.instant());
      KonnektorSnapshot snapshot = Inspection.read(connection, state);
      boolean wasThere = store.findCheck(node).map(Check::reachable).orElse(false);
      journal.answered(node, responseTime, snapshot);
      Optional<String> eventTo = konnektor.target().eventTo();
      if (eventTo.isPresent()) {
        subscriptions.keep(connection, node, eventTo.get(), !wasThere);
      }
    } catch (KonnektorException e) {
      journal.failed(node, Inspection.failure(e));
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
