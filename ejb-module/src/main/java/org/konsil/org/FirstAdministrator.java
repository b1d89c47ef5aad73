package org.konsil.org;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.AccountService;
import org.konsil.audit.AuditService;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/** Makes accounts when there is nobody yet who could. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FirstAdministrator {
  @Inject private AccountService accounts;
  @Inject private DomainService domains;
  @Inject private AuditService audit;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isNeeded(UserId user) {
    return accounts.administrators(user.server()).isEmpty();
  }

  /** Makes the domain if need be. */
  public void ensureDomain(Domain domain) {
    domains.ensure(domain);
  }

  /** Makes the account unless it exists; an existing one is left as it is. */
  public void ensureAccount(UserId user, String password, String displayName, boolean domainAdmin) {
    if (!domains.isLocal(user.server())) {
      throw MatrixException.notFound("The domain of " + user + " is not hosted here");
    }
    if (!accounts.exists(user)) {
      accounts.create(user, Optional.of(password), Optional.of(displayName), domainAdmin);
      audit.recordOfServer(
          user.server(),
          "account.create",
          user.value(),
          Json.object().put("domain_admin", domainAdmin));
    }
  }
}
