package org.konsil.administration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * Who may administer what: an administrator the own domain, an operator ({@code konsil.operators})
 * every domain and the deployment. An operator administers its own domain as well, so that a name
 * in the settings alone opens nothing to whoever registers it.
 */
@ApplicationScoped
public class AdministrationScope {
  @Inject private KonsilConfig config;
  @Inject private DomainService domains;

  public boolean isOperator(Requester caller) {
    return caller.domainAdmin() && config.operators().contains(caller.user());
  }

  /**
   * The caller as an administrator of the domain.
   *
   * @throws MatrixException M_FORBIDDEN for everybody else, whether or not the domain exists;
   *     M_NOT_FOUND for an operator when it does not; M_USER_SUSPENDED
   */
  public Requester in(ServerName domain, Requester caller) {
    caller.requireNotSuspended();
    if (isOperator(caller)) {
      domains.get(domain);
      return caller.administering(domain);
    }
    if (!caller.domainAdmin() || !caller.domain().equals(domain)) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
    return caller;
  }

  /**
   * @throws MatrixException M_FORBIDDEN, M_USER_SUSPENDED
   */
  public void requireOperator(Requester caller) {
    caller.requireNotSuspended();
    if (!isOperator(caller)) {
      throw MatrixException.forbidden("Only operators of the deployment may do this");
    }
  }

  /** For services whose caller was let in before. */
  static void requireAdmin(Requester admin) {
    if (!admin.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
  }
}
