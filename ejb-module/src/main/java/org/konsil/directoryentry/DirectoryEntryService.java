package org.konsil.directoryentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.directoryentry.DirectoryAccount.Kind;
import org.konsil.directoryentry.OwnerDirectory.Owner;
import org.konsil.registration.RegServiceTokenService;

/**
 * An organisation's entries in the directory: its services, the functional accounts and chatbots of
 * the domain that are reached there (AF_10059), and which of them insured persons do not see
 * (AF_10377). For administrators of a domain that the registration service put into the federation.
 * Each act is one audit row, written when the directory has taken it.
 *
 * <p>Blocks. Every method throws MatrixException: M_FORBIDDEN for everyone but administrators,
 * M_NOT_FOUND when the domain is not in the federation or the directory has no such entry,
 * M_UNKNOWN when the directory does not answer or refuses.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DirectoryEntryService {
  private static final String SERVICE = "HealthcareService";
  private static final String ENDPOINT = "Endpoint";
  private static final int LONGEST_NAME = 200;

  @Inject private RegServiceTokenService tokens;
  @Inject private OwnerDirectory directory;
  @Inject private AccountService accounts;
  @Inject private EntryJournal journal;

  /** What the directory names now. */
  public List<DirectoryServiceEntry> list(Requester admin) {
    Owner owner = enter(admin);
    Map<String, DirectoryAccount> published =
        directory.all(owner, ENDPOINT).stream()
            .flatMap(endpoint -> EndpointDocument.read(endpoint).stream())
            .filter(account -> account.user().server().equals(admin.domain()))
            .collect(Collectors.toMap(DirectoryAccount::id, Function.identity()));
    return directory.all(owner, SERVICE).stream()
        .map(
            service ->
                new DirectoryServiceEntry(
                    service.path("id").asText(),
                    service.path("name").asText(),
                    ServiceDocument.isOwn(service),
                    ServiceDocument.links(service).stream()
                        .map(published::get)
                        .filter(Objects::nonNull)
                        .toList()))
        .toList();
  }

  /**
   * Makes a further service of the organisation, say a ward or an outpatient clinic.
   *
   * @return its id in the directory
   * @throws MatrixException M_INVALID_PARAM for no name
   */
  public String open(Requester admin, String name) {
    String shown = name(name);
    Owner owner = enter(admin);
    ObjectNode existing =
        directory.all(owner, SERVICE).stream()
            .filter(service -> !ServiceDocument.isOwn(service))
            .findFirst()
            .orElseThrow(() -> MatrixException.notFound("The directory has no organisation"));
    ObjectNode made = directory.create(owner, ServiceDocument.of(shown, existing));
    String id = made.path("id").asText();
    journal.record(admin, "directory.open", id);
    return id;
  }

  /**
   * Gives a service that the organisation has made itself another name.
   *
   * @throws MatrixException M_INVALID_PARAM for no name, and for one that was made for it
   */
  public void rename(Requester admin, String serviceId, String name) {
    String shown = name(name);
    Owner owner = enter(admin);
    ObjectNode service = service(owner, serviceId);
    if (!ServiceDocument.isOwn(service)) {
      throw MatrixException.invalidParam("Only a service of your own can be renamed");
    }
    directory.update(owner, service.put("name", shown));
    journal.record(admin, "directory.rename", serviceId);
  }

  /**
   * Ends a service that the organisation has made itself.
   *
   * @throws MatrixException M_INVALID_PARAM for one that was made for it, or where something is
   *     still published
   */
  public void end(Requester admin, String serviceId) {
    Owner owner = enter(admin);
    ObjectNode service = service(owner, serviceId);
    if (!ServiceDocument.isOwn(service) || !ServiceDocument.links(service).isEmpty()) {
      throw MatrixException.invalidParam("Only an empty service of your own can be ended");
    }
    directory.delete(owner, service);
    journal.record(admin, "directory.end", serviceId);
  }

  /**
   * Publishes an account of the domain under the name by which people shall find it.
   *
   * @return the id of its endpoint in the directory
   * @throws MatrixException M_INVALID_PARAM for an account that is not of the domain or has ended,
   *     a person's, for no name, and for an account that is published already
   */
  public String publish(Requester admin, String serviceId, UserId user, String name, Kind kind) {
    String shown = name(name);
    if (kind == Kind.PERSON
        || !user.server().equals(admin.domain())
        || accounts.find(user).filter(account -> !account.deactivated()).isEmpty()) {
      throw MatrixException.invalidParam("An account of your domain is needed");
    }
    Owner owner = enter(admin);
    ObjectNode service = service(owner, serviceId);
    if (directory.endpoint(owner, user).isPresent()) {
      throw MatrixException.invalidParam("The account is in the directory already");
    }
    ObjectNode made = directory.publish(owner, service, EndpointDocument.of(user, shown, kind));
    journal.record(admin, "directory.publish", user.value());
    return made.path("id").asText();
  }

  /**
   * Gives an account another name in the directory.
   *
   * @throws MatrixException M_INVALID_PARAM for no name
   */
  public void renameAccount(Requester admin, String accountId, String name) {
    String shown = name(name);
    Owner owner = enter(admin);
    ObjectNode endpoint = endpoint(owner, admin, accountId);
    directory.update(owner, endpoint.put("name", shown));
    journal.record(admin, "directory.rename", user(endpoint));
  }

  /** Hides an account from insured persons, or shows it to them again. */
  public void hide(Requester admin, String accountId, boolean hidden) {
    Owner owner = enter(admin);
    ObjectNode endpoint = endpoint(owner, admin, accountId);
    EndpointDocument.hide(endpoint, hidden);
    directory.update(owner, endpoint);
    journal.record(admin, hidden ? "directory.hide" : "directory.show", user(endpoint));
  }

  /** Withdraws an account: first the links to it go, then its address. */
  public void withdraw(Requester admin, String accountId) {
    Owner owner = enter(admin);
    ObjectNode endpoint = endpoint(owner, admin, accountId);
    directory.withdraw(owner, SERVICE, endpoint);
    journal.record(admin, "directory.withdraw", user(endpoint));
  }

  private Owner enter(Requester admin) {
    return directory.enter(tokens.requestToken(admin).token());
  }

  private ObjectNode endpoint(Owner owner, Requester admin, String id) {
    return directory.all(owner, ENDPOINT).stream()
        .filter(endpoint -> endpoint.path("id").asText().equals(id))
        .filter(
            endpoint ->
                EndpointDocument.read(endpoint)
                    .filter(account -> account.user().server().equals(admin.domain()))
                    .isPresent())
        .findFirst()
        .orElseThrow(() -> MatrixException.notFound("The directory has no such account of yours"));
  }

  private ObjectNode service(Owner owner, String id) {
    return directory.all(owner, SERVICE).stream()
        .filter(service -> service.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> MatrixException.notFound("The directory has no such service of yours"));
  }

  private static String user(ObjectNode endpoint) {
    return EndpointDocument.read(endpoint).orElseThrow().user().value();
  }

  private static String name(String given) {
    String name = given == null ? "" : given.trim();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw MatrixException.invalidParam("A name of at most 200 characters is needed");
    }
    return name;
  }
}
