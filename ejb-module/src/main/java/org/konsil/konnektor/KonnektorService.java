package org.konsil.konnektor;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorTarget;
import org.konsil.konnektor.KonnektorStore.Check;
import org.konsil.konnektor.card.CardSigningService;

/**
 * The Konnektor for administrators. It belongs to the domains that {@code konsil.konnektor.domains}
 * names, else to the first domain of the deployment; the administrators of all others see that they
 * have none.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class KonnektorService {

  private static final int MOST_EVENTS = KonnektorStore.KEPT_EVENTS;

  @Resource(lookup = "java:/eis/Konnektor")
  private KonnektorConnectionFactory konnektor;

  @EJB private KonnektorCheck check;
  @Inject private KonnektorStore store;
  @Inject private KonnektorJournal journal;
  @Inject private CardSigningService cards;
  @Inject private KonsilConfig config;

  public KonnektorService() {}

  KonnektorService(
      KonnektorConnectionFactory konnektor, KonnektorStore store, KonsilConfig config) {
    this.konnektor = konnektor;
    this.store = store;
    this.cards = new CardSigningService(konnektor, config);
    this.config = config;
  }

  /**
   * What the last check of this node found; no network.
   *
   * @throws MatrixException M_FORBIDDEN unless the caller administers its domain
   */
  public KonnektorStatus status(Requester admin) {
    requireAdmin(admin);
    return cards.serves(admin.domain()) ? status() : KonnektorStatus.NOT_CONFIGURED;
  }

  /**
   * The latest events, newest first.
   *
   * @param limit 1 to 500
   * @throws MatrixException M_FORBIDDEN unless the caller administers its domain
   */
  public List<KonnektorEvent> events(Requester admin, int limit) {
    requireAdmin(admin);
    return cards.serves(admin.domain())
        ? store.events(Math.max(1, Math.min(limit, MOST_EVENTS)))
        : List.of();
  }

  /**
   * Asks the Konnektor now, which may take as long as its timeouts, and tells what was found.
   *
   * @throws MatrixException M_FORBIDDEN unless the caller administers its domain
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public KonnektorStatus check(Requester admin) {
    requireAdmin(admin);
    if (!cards.serves(admin.domain())) {
      return KonnektorStatus.NOT_CONFIGURED;
    }
    journal.asked(admin);
    check.run();
    return status();
  }

  private KonnektorStatus status() {
    KonnektorTarget target = konnektor.target();
    Optional<Check> found = store.findCheck(config.node());
    return new KonnektorStatus(
        true,
        target.address(),
        target.context().map(KonnektorService::context),
        found.map(Check::checkedAt),
        found.map(Check::reachable).orElse(false),
        found.map(Check::since),
        found.flatMap(Check::responseTime),
        found.flatMap(Check::failure),
        store.subscriptions().stream()
            .map(KonnektorStore.StoredSubscription::renewedAt)
            .max(Comparator.naturalOrder()),
        found.flatMap(Check::snapshot));
  }

  private static KonnektorStatus.Context context(CallContext context) {
    return new KonnektorStatus.Context(
        context.mandantId(), context.clientSystemId(), context.workplaceId());
  }

  private static void requireAdmin(Requester requester) {
    if (!requester.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
  }
}
