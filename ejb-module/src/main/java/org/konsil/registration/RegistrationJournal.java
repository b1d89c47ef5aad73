package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.konsil.audit.AuditService;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.registration.MessengerService.State;

/** Writes what became of a messenger service into the audit of its own domain (I8). */
@ApplicationScoped
class RegistrationJournal {
  private static final String BY = "by";

  @Inject private AuditService audit;

  protected RegistrationJournal() {}

  @Transactional
  void ordered(OrgAdmin admin, ServerName domain, String telematikId) {
    audit.recordOfServer(
        domain,
        "service.order",
        domain.value(),
        Json.object().put(BY, admin.loginName()).put("telematik_id", telematikId));
  }

  @Transactional
  void givenUp(OrgAdmin admin, ServerName domain) {
    audit.recordOfServer(
        domain, "service.give_up", domain.value(), Json.object().put(BY, admin.loginName()));
  }

  /** The directory has taken note: the service is in the federation, or out of it. */
  @Transactional
  void told(ServerName domain, State state) {
    String act = state == State.LIVE ? "service.federate" : "service.leave";
    audit.recordOfServer(domain, act, domain.value(), Json.object());
  }
}
