package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.mail.MailKind;
import org.konsil.mail.MailService;

/** Tells an organisation by mail what became of it, when it named an address (A_23093). */
@ApplicationScoped
class OrganisationNotices {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  @Inject private OrganisationStore organisations;
  @Inject private MailService mail;
  @Inject private KonsilConfig config;

  /**
   * @param lastDay after which its services leave the federation
   */
  void inactive(OrganisationIdentity identity, Instant lastDay) {
    ZoneId zone = ZoneId.of(config.text("timeZone").orElse("Europe/Berlin"));
    tell(
        identity.organisation(),
        MailKind.ORGANISATION_INACTIVE,
        List.of(identity.name(), identity.telematikId(), DAY.format(lastDay.atZone(zone))));
  }

  void leaves(MessengerService service) {
    tell(service.organisation(), MailKind.SERVICE_LEAVES, List.of(service.domain().value()));
  }

  void live(MessengerService service) {
    tell(service.organisation(), MailKind.SERVICE_LIVE, List.of(service.domain().value()));
  }

  private void tell(long organisation, MailKind kind, List<String> values) {
    organisations
        .contact(organisation)
        .ifPresent(address -> mail.enqueue(kind, address, values, Optional.empty()));
  }
}
