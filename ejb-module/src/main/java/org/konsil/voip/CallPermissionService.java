package org.konsil.voip;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

/**
 * Whether the users of a domain may call each other. No TI-M rule covers calls yet, so they are off
 * until an administrator of the domain switches them on; under {@code --policy open} they are on.
 */
@Stateless
public class CallPermissionService {
  @Inject private CallPermissionStore store;
  @Inject private KonsilConfig config;
  @Inject private AuditService audit;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isAllowed(ServerName domain) {
    return !config.timPolicy() || store.isAllowed(domain);
  }

  /**
   * Switches calls of the administrator's domain on or off; pages show it from their next load.
   *
   * @throws MatrixException M_FORBIDDEN
   */
  public void set(Requester admin, boolean allowed) {
    if (!admin.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
    store.put(admin.domain(), allowed);
    audit.record(
        admin, "domain.calls", admin.domain().value(), Json.object().put("allowed", allowed));
  }
}
