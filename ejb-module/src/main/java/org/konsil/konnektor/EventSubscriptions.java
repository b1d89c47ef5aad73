package org.konsil.konnektor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.api.Subscription;
import org.konsil.konnektor.KonnektorStore.StoredSubscription;

/**
 * Keeps the Konnektor sending its events to one node. Which one is settled by a lease in the
 * database; when its holder is gone, another takes over at its next check.
 */
@ApplicationScoped
class EventSubscriptions {

  /** What we want to hear of; each covers the topics below it. */
  static final List<String> TOPICS =
      List.of("CARD", "CT", "NETWORK/VPN_TI", "OPERATIONAL_STATE", "BOOTUP");

  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final Duration RENEWAL = Duration.ofMinutes(10);

  @Inject private KonnektorStore store;
  @Inject private Clock clock;

  EventSubscriptions() {}

  EventSubscriptions(KonnektorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Subscribes or renews what is due.
   *
   * @param eventTo this node's own address for events
   * @param cameBack whether the Konnektor was away, and so may have forgotten us
   */
  void keep(KonnektorConnection connection, String node, String eventTo, boolean cameBack)
      throws KonnektorException {
    Instant now = clock.instant();
    if (!store.takeLease(node, now, now.plus(LEASE))) {
      return;
    }
    List<StoredSubscription> known = store.subscriptions();
    boolean changed = false;
    for (String topic : TOPICS) {
      Optional<StoredSubscription> one =
          known.stream().filter(stored -> stored.topic().equals(topic)).findFirst();
      changed |= keep(connection, topic, one, eventTo, cameBack);
    }
    if (changed) {
      store.addEvent(
          new KonnektorEvent(now, node, KonnektorEvent.SUBSCRIBED, KonnektorEvent.INFO, Map.of()));
    }
  }

  /** Whether a new subscription was made. */
  private boolean keep(
      KonnektorConnection connection,
      String topic,
      Optional<StoredSubscription> known,
      String eventTo,
      boolean cameBack)
      throws KonnektorException {
    Instant now = clock.instant();
    if (known.isPresent() && known.get().eventTo().equals(eventTo)) {
      boolean due = cameBack || known.get().renewedAt().plus(RENEWAL).isBefore(now);
      if (!due || renewed(connection, known.get())) {
        return false;
      }
    } else if (known.isPresent()) {
      dropForeign(connection, known.get());
    }
    Subscription made = connection.subscribe(eventTo, topic);
    store.saveSubscription(
        new StoredSubscription(topic, made.id(), eventTo, made.terminatesAt(), now));
    return true;
  }

  private boolean renewed(KonnektorConnection connection, StoredSubscription known)
      throws KonnektorException {
    try {
      List<Subscription> renewed = connection.renewSubscriptions(List.of(known.id()));
      if (renewed.isEmpty()) {
        return false;
      }
      store.saveSubscription(
          new StoredSubscription(
              known.topic(),
              known.id(),
              known.eventTo(),
              renewed.get(0).terminatesAt(),
              clock.instant()));
      return true;
    } catch (KonnektorFault e) {
      // it has forgotten us, as it does over a restart
      return false;
    }
  }

  /**
   * The node that held the lease before is gone; its subscription would only send into the void.
   */
  private static void dropForeign(KonnektorConnection connection, StoredSubscription known)
      throws KonnektorException {
    try {
      connection.unsubscribe(known.id());
    } catch (KonnektorFault e) {
      // already gone, which is what we wanted
    }
  }
}
