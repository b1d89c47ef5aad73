package org.konsil.konnektor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the last check of this node found.
 *
 * @param configured whether the caller's domain has a Konnektor; all else is empty when not
 * @param address host and port
 * @param context the call context, empty when it is incomplete
 * @param checkedAt when it was last asked; empty before the first check
 * @param reachable whether it answered then
 * @param since since when {@code reachable} is as it is
 * @param responseTime of connector.sds and GetResourceInformation together
 * @param failure why it did not answer, or why it could not be asked
 * @param eventsRenewedAt when its event subscription was last renewed; empty when there is none
 * @param snapshot what it said when it last answered; older than {@code checkedAt} when unreachable
 */
public record KonnektorStatus(
    boolean configured,
    Optional<String> address,
    Optional<Context> context,
    Optional<Instant> checkedAt,
    boolean reachable,
    Optional<Instant> since,
    Optional<Duration> responseTime,
    Optional<KonnektorFailure> failure,
    Optional<Instant> eventsRenewedAt,
    Optional<KonnektorSnapshot> snapshot) {

  static final KonnektorStatus NOT_CONFIGURED =
      new KonnektorStatus(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Who we are to the Konnektor. */
  public record Context(String mandant, String clientSystem, String workplace) {}

  /** Whether it answers and its tunnel into the telematics infrastructure stands. */
  public boolean healthy() {
    return reachable && snapshot.map(KonnektorSnapshot::tiOnline).orElse(false);
  }

  public List<KonnektorCard> cards() {
    return snapshot.map(KonnektorSnapshot::cards).orElse(List.of());
  }

  public List<KonnektorTerminal> terminals() {
    return snapshot.map(KonnektorSnapshot::terminals).orElse(List.of());
  }

  /** The card whose certificates end first; empty when no card tells. */
  public Optional<KonnektorCard> nextToExpire() {
    return cards().stream()
        .filter(card -> card.validUntil().isPresent())
        .min(Comparator.comparing(card -> card.validUntil().orElse(LocalDate.MAX)));
  }
}
