package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Logger;
import org.konsil.federationlist.FederationListService;
import org.konsil.federationlist.FederationMembershipService;
import org.konsil.federationlist.MembershipException;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;
import org.konsil.registration.MessengerService.State;

/**
 * Tells the directory what became of the services, one after the other and again until it has taken
 * note. Blocks; runs outside transactions, each step committing by itself.
 */
@ApplicationScoped
class ServiceProvisioning {
  private static final Logger LOG = Logger.getLogger(ServiceProvisioning.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(50);
  private static final int MOST = 20;

  @Inject private ServiceStore services;
  @Inject private FederationMembershipService membership;
  @Inject private FederationListService list;
  @Inject private RegistrationJournal journal;
  @Inject private RawDataService measured;
  @Inject private OrganisationNotices notices;
  @Inject private Clock clock;

  /** One round; whatever fails is tried again in a later one. */
  void run() {
    boolean changed = false;
    for (MessengerService service : services.pending(MOST)) {
      Instant now = clock.instant();
      if (services.claimTelling(service, now, now.minus(RETRY))) {
        changed |= tell(service);
      }
    }
    if (changed) {
      list.askNow();
    }
  }

  private boolean tell(MessengerService service) {
    try {
      if (service.state() == State.ORDERED) {
        measured.measure(
            RawDataOperation.FEDERATION_ENTRY,
            Optional.of(service.domain()),
            done -> Optional.empty(),
            () -> {
              membership.add(service.domain(), service.telematikId());
              return service;
            });
      } else {
        membership.remove(service.domain());
      }
      State after = after(service.state());
      boolean changed = services.change(service, after, clock.instant());
      if (changed) {
        journal.told(service.domain(), after);
      }
      if (changed && after == State.LIVE) {
        notices.live(service);
      }
      return changed;
    } catch (MembershipException e) {
      LOG.info(() -> service.domain() + ": the federation is not changed yet: " + e.getMessage());
      services.failed(service, e.failure().name());
      return false;
    }
  }

  private static State after(State state) {
    return switch (state) {
      case ORDERED -> State.LIVE;
      case LEAVING -> State.LEFT;
      default -> State.ENDED;
    };
  }
}
