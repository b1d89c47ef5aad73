package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.federationlist.FederationMembershipService;
import org.konsil.federationlist.MembershipException;
import org.konsil.registration.MessengerService.State;

/**
 * Asks daily which organisations the directory calls inactive (A_23092). The portal, the log and a
 * mail say so (A_23093); after 30 days without change their services leave the federation
 * (A_23094).
 */
@ApplicationScoped
class ActivityCheck {
  private static final Logger LOG = Logger.getLogger(ActivityCheck.class.getName());
  private static final Duration INTERVAL = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofDays(30);

  @Inject private OrganisationStore organisations;
  @Inject private ServiceStore services;
  @Inject private FederationMembershipService membership;
  @Inject private OrganisationNotices notices;
  @Inject private Clock clock;

  /** Asks when a day has passed, on one of the nodes. A directory that is down changes nothing. */
  void runDaily() {
    Instant now = clock.instant();
    if (!organisations.claimAsking(now, now.minus(INTERVAL))) {
      return;
    }
    try {
      List<String> inactive =
          membership.inactive().stream()
              .flatMap(domain -> services.find(domain).stream())
              .map(MessengerService::telematikId)
              .distinct()
              .toList();
      inactive.forEach(telematikId -> note(telematikId, now));
      organisations.activeBut(now, inactive);
    } catch (MembershipException e) {
      LOG.log(Level.WARNING, e, () -> "who is active could not be asked");
    }
    organisations.inactiveSince(now.minus(PATIENCE)).forEach(this::leave);
  }

  private void note(String telematikId, Instant now) {
    if (organisations.inactive(telematikId, now)) {
      organisations
          .identity(telematikId)
          .ifPresent(identity -> notices.inactive(identity, now.plus(PATIENCE)));
    }
    LOG.warning(() -> "the directory calls the organisation " + telematikId + " inactive");
  }

  private void leave(OrganisationIdentity identity) {
    for (MessengerService service : services.standingFor(identity.telematikId())) {
      if (service.state() == State.LIVE || service.state() == State.ORDERED) {
        if (services.change(service, State.LEAVING, clock.instant())) {
          notices.leaves(service);
        }
      }
    }
  }
}
