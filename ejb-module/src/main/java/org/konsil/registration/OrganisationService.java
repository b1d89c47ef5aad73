package org.konsil.registration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.account.LoginAttempts;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.idp.Institution;
import org.konsil.mail.MailAddress;
import org.konsil.org.DomainFounding;
import org.konsil.org.InitialPassword;
import org.konsil.rawdata.Organisations;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;
import org.konsil.registration.MessengerService.State;

/**
 * What an organisation does at the registration service (I_Registration, I_Admin): messenger
 * services ordered and given up (AF_10060), further numbers in the TI (AF_10438), what it accepted.
 */
@Stateless
public class OrganisationService {
  @Inject private OrganisationStore organisations;
  @Inject private OrgAdminStore admins;
  @Inject private ServiceStore services;
  @Inject private RegistrationSettings settings;
  @Inject private DomainService domains;
  @Inject private DomainFounding founding;
  @Inject private RegistrationJournal journal;
  @Inject private RawDataService measured;
  @Inject private LoginAttempts attempts;
  @Inject private Clock clock;

  /** Whether this deployment has a portal. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean enabled() {
    return settings.enabled();
  }

  /** What an organisation has to accept. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<ContractDocument> documents() {
    return settings.documents();
  }

  /**
   * Lets somebody use the card at our Konnektor who knows the code of this installation.
   *
   * @throws RegistrationException CODE_WRONG, also when none is set
   * @throws MatrixException M_LIMIT_EXCEEDED after too many tries
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void requireCode(String code, String remoteAddress) {
    attempts.take("registration code", remoteAddress);
    byte[] given = (code == null ? "" : code.trim()).getBytes(StandardCharsets.UTF_8);
    if (settings
        .code()
        .filter(right -> MessageDigest.isEqual(given, right.getBytes(StandardCharsets.UTF_8)))
        .isEmpty()) {
      throw new RegistrationException(RegistrationFailure.CODE_WRONG);
    }
    attempts.succeeded("registration code", remoteAddress);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public String organisationName(OrgAdmin admin) {
    requireAccount(admin);
    return organisations.name(admin.organisation());
  }

  /** Where the organisation is told by mail what becomes of its services. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<String> contact(OrgAdmin admin) {
    requireAccount(admin);
    return organisations.contact(admin.organisation());
  }

  /**
   * Sets it; empty for no mail.
   *
   * @throws RegistrationException ADDRESS_INVALID
   */
  public void setContact(OrgAdmin admin, String address) {
    requireAccount(admin);
    Optional<String> wanted = Optional.of(address.trim()).filter(text -> !text.isEmpty());
    if (wanted.filter(text -> !MailAddress.isValid(text)).isPresent()) {
      throw new RegistrationException(RegistrationFailure.ADDRESS_INVALID);
    }
    organisations.contact(admin.organisation(), wanted);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<OrganisationIdentity> identities(OrgAdmin admin) {
    requireAccount(admin);
    return organisations.identities(admin.organisation());
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Acceptance> acceptances(OrgAdmin admin) {
    requireAccount(admin);
    return organisations.acceptances(admin.organisation());
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<MessengerService> services(OrgAdmin admin) {
    requireAccount(admin);
    return services.of(admin.organisation());
  }

  /**
   * Adds a number in the TI that the organisation has just proved by card, or proves one anew
   * (AF_10438). Services that had left the federation for it go back (A_23094).
   *
   * @throws RegistrationException IDENTITY_TAKEN when it belongs to another organisation
   */
  public void prove(OrgAdmin admin, Institution institution) {
    requireAccount(admin);
    Optional<OrganisationIdentity> known = organisations.identity(institution.telematikId());
    if (known.isEmpty()) {
      organisations.insertIdentity(admin.organisation(), institution, clock.instant());
      return;
    }
    if (known.get().organisation() != admin.organisation()) {
      throw new RegistrationException(RegistrationFailure.IDENTITY_TAKEN);
    }
    organisations.proved(institution, clock.instant());
    for (MessengerService service : services.standingFor(institution.telematikId())) {
      if (service.state() == State.LEFT || service.state() == State.LEAVING) {
        services.change(service, State.ORDERED, clock.instant());
      }
    }
  }

  /**
   * Removes a number in the TI (AF_10438).
   *
   * @throws RegistrationException IDENTITY_UNKNOWN; IDENTITY_IN_USE while a service stands for it,
   *     or when it is the only one
   */
  public void removeIdentity(OrgAdmin admin, String telematikId) {
    requireOwn(admin, telematikId);
    boolean everUsed =
        services.of(admin.organisation()).stream()
            .anyMatch(service -> service.telematikId().equals(telematikId));
    if (everUsed || organisations.identities(admin.organisation()).size() < 2) {
      throw new RegistrationException(RegistrationFailure.IDENTITY_IN_USE);
    }
    organisations.deleteIdentity(telematikId);
  }

  /**
   * Orders a messenger service: the domain is hosted at once, with a first administrator {@code
   * admin} whose password is shown once, and goes into the federation within a minute.
   *
   * @throws RegistrationException IDENTITY_UNKNOWN, DOMAIN_INVALID, DOMAIN_TAKEN, TOO_MANY
   */
  public InitialPassword order(
      OrgAdmin admin, String domain, String displayName, String telematikId) {
    OrganisationIdentity identity = requireOwn(admin, telematikId);
    ServerName name =
        ServerName.find(domain.trim().toLowerCase(Locale.ROOT))
            .filter(OrganisationService::isDomain)
            .filter(settings::allows)
            .orElseThrow(() -> new RegistrationException(RegistrationFailure.DOMAIN_INVALID));
    if (domains.isLocal(name) || services.find(name).isPresent()) {
      throw new RegistrationException(RegistrationFailure.DOMAIN_TAKEN);
    }
    long standing =
        services.of(admin.organisation()).stream()
            .filter(service -> service.state() != State.ENDED)
            .count();
    if (standing >= settings.mostServices()) {
      throw new RegistrationException(RegistrationFailure.TOO_MANY);
    }
    services.insert(name, admin.organisation(), telematikId, clock.instant());
    String shown = displayName == null || displayName.isBlank() ? identity.name() : displayName;
    InitialPassword first =
        measured.measure(
            RawDataOperation.SERVICE_CREATION,
            Optional.of(name),
            done -> Optional.of(new Organisations.Owner(telematikId, identity.professionOid())),
            () -> founding.found(new Domain(name, shown.trim()), admin.loginName()));
    // founding writes to the same audit in transactions of its own, so nothing may hold it before
    journal.ordered(admin, name, telematikId);
    return first;
  }

  /**
   * Gives a messenger service up: it is closed at once (its users can do nothing there any more,
   * and only whoever runs this installation can open it again) and leaves the federation.
   *
   * @throws RegistrationException SERVICE_UNKNOWN
   */
  public void giveUp(OrgAdmin admin, String domain) {
    requireAccount(admin);
    MessengerService service =
        ServerName.find(domain.trim())
            .flatMap(services::find)
            .filter(found -> found.organisation() == admin.organisation())
            .orElseThrow(() -> new RegistrationException(RegistrationFailure.SERVICE_UNKNOWN));
    boolean ends = service.state() != State.ENDING && service.state() != State.ENDED;
    if (!ends || !services.change(service, State.ENDING, clock.instant())) {
      throw new RegistrationException(RegistrationFailure.SERVICE_UNKNOWN);
    }
    domains.suspend(service.domain(), true);
    journal.givenUp(admin, service.domain());
  }

  private OrganisationIdentity requireOwn(OrgAdmin admin, String telematikId) {
    requireAccount(admin);
    return organisations
        .identity(telematikId)
        .filter(identity -> identity.organisation() == admin.organisation())
        .orElseThrow(() -> new RegistrationException(RegistrationFailure.IDENTITY_UNKNOWN));
  }

  private void requireAccount(OrgAdmin admin) {
    if (!admins.exists(admin)) {
      throw new RegistrationException(RegistrationFailure.WRONG_CREDENTIALS);
    }
  }

  /** A name with a dot and letters; no address, no port. */
  private static boolean isDomain(ServerName name) {
    return name.value().matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
  }
}
