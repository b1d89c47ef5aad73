package org.konsil.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.config.Domain;
import org.konsil.config.Domain.Standing;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.org.InitialPassword;
import org.konsil.org.NewAccount;
import org.konsil.org.OrgAdminService;

/**
 * The domains of the deployment, at run time: what is made here can be used at once, without a
 * restart. All but reading is for operators.
 */
@Stateless
public class DomainAdministrationService {
  private static final int LONGEST_NAME = 230;
  private static final int LONGEST_DISPLAY_NAME = 255;

  @Inject private AdministrationScope scope;
  @Inject private DomainService domains;
  @Inject private OrgAdminService accounts;
  @Inject private AuditService audit;

  /** The domains by name; for who is no operator the own one. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<Domain> list(Requester caller, int first, int count) {
    if (!scope.isOperator(caller)) {
      Requester admin = scope.in(caller.domain(), caller);
      List<Domain> own = first > 0 ? List.of() : List.of(domains.get(admin.domain()));
      return new Page<>(own, first, 1);
    }
    return new Page<>(domains.page(first, count), first, domains.count());
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Domain get(Requester admin) {
    AdministrationScope.requireAdmin(admin);
    return domains.get(admin.domain());
  }

  /**
   * Makes a domain with keys of its own.
   *
   * @param administrator the first account, if wanted
   * @return the first account's password, shown once
   * @throws MatrixException M_FORBIDDEN, M_INVALID_PARAM; 409 M_UNKNOWN when the name is taken
   */
  public Optional<InitialPassword> create(
      Requester operator, ServerName name, String displayName, Optional<NewAccount> administrator) {
    scope.requireOperator(operator);
    if (name.value().length() > LONGEST_NAME) {
      throw MatrixException.invalidParam("A server name has at most 230 characters");
    }
    domains.create(new Domain(name, displayName(displayName)));
    Requester inside = operator.administering(name);
    record(inside, "domain.create", Json.object());
    return administrator.map(wanted -> accounts.create(inside, wanted));
  }

  public void rename(Requester operator, ServerName name, String displayName) {
    Requester inside = entered(operator, name);
    domains.rename(name, displayName(displayName));
    record(inside, "domain.rename", Json.object());
  }

  /**
   * Closes a domain or opens it again. Its data stays; whoever is signed in is refused from now on,
   * within ten seconds on all nodes.
   *
   * @throws MatrixException M_FORBIDDEN also for the caller's own domain
   */
  public void suspend(Requester operator, ServerName name, boolean suspended) {
    Requester inside = entered(operator, name);
    requireNotOwn(operator, name);
    requireNotRemoving(name);
    domains.suspend(name, suspended);
    record(inside, suspended ? "domain.suspend" : "domain.resume", Json.object());
  }

  /**
   * Begins to end a suspended domain: its accounts are deactivated and erased, then its media,
   * tokens and addresses go. The name is never given away again.
   *
   * @throws MatrixException M_FORBIDDEN; 409 M_UNKNOWN for a domain that is not suspended
   */
  public void remove(Requester operator, ServerName name) {
    Requester inside = entered(operator, name);
    requireNotOwn(operator, name);
    requireNotRemoving(name);
    if (domains.get(name).isActive()) {
      throw conflict("The domain must be suspended first");
    }
    domains.beginRemoval(name);
    record(inside, "domain.remove", Json.object());
  }

  private Requester entered(Requester operator, ServerName name) {
    scope.requireOperator(operator);
    return scope.in(name, operator);
  }

  private void record(Requester inside, String act, ObjectNode details) {
    audit.record(inside, act, inside.domain().value(), details);
  }

  /** Nobody locks the door that they themselves stand in. */
  private static void requireNotOwn(Requester operator, ServerName name) {
    if (operator.user().server().equals(name)) {
      throw MatrixException.forbidden("Your own account is of this domain");
    }
  }

  private void requireNotRemoving(ServerName name) {
    if (domains.get(name).standing() == Standing.REMOVING) {
      throw conflict("The domain is being removed");
    }
  }

  private static String displayName(String given) {
    String name = given == null ? "" : given.trim();
    if (name.isEmpty() || name.length() > LONGEST_DISPLAY_NAME) {
      throw MatrixException.invalidParam("display_name has 1 to 255 characters");
    }
    return name;
  }

  private static MatrixException conflict(String why) {
    return MatrixException.unknown(why).status(409);
  }
}
