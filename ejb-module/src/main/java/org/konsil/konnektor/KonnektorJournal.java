package org.konsil.konnektor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.core.json.Json;
import org.konsil.jca.api.CetpEvent;
import org.konsil.konnektor.KonnektorStore.Check;

/** Writes down what was found and what happened, each in a short transaction of its own. */
@ApplicationScoped
class KonnektorJournal {

  /** What is kept of a card's event; names of holders and patients are not. */
  private static final String[] KEPT_PARAMETERS = {"CardType", "CtID", "SlotID", "ICCSN"};

  private static final String CARD_TYPE = "CardType";

  @Inject private KonnektorStore store;
  @Inject private AuditService audit;
  @Inject private Clock clock;

  KonnektorJournal() {}

  KonnektorJournal(KonnektorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The Konnektor answered. */
  @Transactional
  void answered(String node, Duration responseTime, KonnektorSnapshot snapshot) {
    Instant now = clock.instant();
    Optional<Check> before = store.findCheck(node);
    boolean cameBack = before.isEmpty() || !before.get().reachable();
    Instant since = cameBack ? now : before.get().since();
    store.saveCheck(
        node,
        new Check(
            now, true, since, Optional.of(responseTime), Optional.empty(), Optional.of(snapshot)));
    if (cameBack) {
      Map<String, String> details = new LinkedHashMap<>();
      before.ifPresent(
          lost -> details.put("seconds", "" + Duration.between(lost.since(), now).toSeconds()));
      store.addEvent(
          new KonnektorEvent(now, node, KonnektorEvent.CONNECTED, KonnektorEvent.INFO, details));
    }
  }

  /** The Konnektor could not be asked; what it said before is kept. */
  @Transactional
  void failed(String node, KonnektorFailure failure) {
    Instant now = clock.instant();
    Optional<Check> before = store.findCheck(node);
    boolean lost = before.isEmpty() || before.get().reachable();
    Instant since = lost ? now : before.get().since();
    store.saveCheck(
        node,
        new Check(
            now,
            false,
            since,
            Optional.empty(),
            Optional.of(failure),
            before.flatMap(Check::snapshot)));
    if (lost) {
      Map<String, String> details = Map.of("kind", failure.kind().name(), "text", failure.text());
      store.addEvent(
          new KonnektorEvent(now, node, KonnektorEvent.LOST, KonnektorEvent.ERROR, details));
    }
  }

  /**
   * Records an event of the Konnektor.
   *
   * @return whether it was one that concerns us: of a subscription of ours, and not about a
   *     patient's card
   */
  @Transactional
  boolean happened(String node, CetpEvent event) {
    Map<String, String> parameters = event.parameters();
    String cardType = parameters.get(CARD_TYPE);
    if (!store.isSubscribed(event.subscriptionId())
        || cardType != null && !Inspection.isShown(cardType)) {
      return false;
    }
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : KEPT_PARAMETERS) {
      if (parameters.containsKey(name)) {
        kept.put(name, parameters.get(name));
      }
    }
    store.addEvent(
        new KonnektorEvent(clock.instant(), node, event.topic(), event.severity(), kept));
    return true;
  }

  /** An administrator had the Konnektor asked. */
  @Transactional
  void asked(Requester admin) {
    audit.record(admin, "konnektor.check", admin.domain().value(), Json.object());
  }
}
