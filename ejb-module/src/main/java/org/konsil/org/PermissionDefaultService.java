package org.konsil.org;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.accountdata.PermissionConfig;
import org.konsil.audit.AuditService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * Who may invite the users of a domain that have not decided themselves (A_26390): what the
 * domain's administrators set, else the installation's {@code konsil.permissionDefault}, which is
 * {@code allow} or {@code block}; allow unless set. The requirement leaves the value open, so that
 * is our own choice.
 */
@Stateless
public class PermissionDefaultService {
  @Inject private PermissionDefaultStore store;
  @Inject private KonsilConfig config;
  @Inject private AuditService audit;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public PermissionConfig get(ServerName domain) {
    boolean allow = !config.text("permissionDefault").orElse("allow").equals("block");
    return store.find(domain).orElseGet(() -> PermissionConfig.initial(allow));
  }

  /**
   * Sets it for the administrator's domain; users who already have a configuration keep theirs.
   *
   * @throws MatrixException M_FORBIDDEN
   */
  public void set(Requester admin, PermissionConfig wanted) {
    OrgAdminService.requireAdmin(admin);
    store.put(admin.domain(), wanted);
    audit.record(admin, "domain.permissions", admin.domain().value(), wanted.toJson());
  }
}
