package org.konsil.org;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

/** The name and logo under which the users of a domain know their messenger. */
@Stateless
public class DomainBrandingService {
  /** What stands under an icon, in characters. */
  private static final int LONGEST_NAME = 30;

  @Inject private DomainBrandingStore store;
  @Inject private AuditService audit;
  @Inject private Clock clock;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public DomainBranding get(ServerName domain) {
    return store.find(domain).orElse(DomainBranding.NONE);
  }

  /**
   * Sets both for the administrator's domain; empty values bring ours back.
   *
   * @throws MatrixException M_FORBIDDEN; M_INVALID_PARAM for a name of more than 30 characters
   */
  public void set(Requester admin, Optional<String> name, Optional<DomainBranding.Logo> logo) {
    OrgAdminService.requireAdmin(admin);
    Optional<String> wanted = name.map(String::strip).filter(text -> !text.isEmpty());
    if (wanted.filter(text -> !isName(text)).isPresent()) {
      throw MatrixException.invalidParam("A name has at most " + LONGEST_NAME + " characters");
    }
    store.put(admin.domain(), new DomainBranding(wanted, logo, clock.instant()));
    audit.record(admin, "domain.branding", admin.domain().value(), Json.object());
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
  }
}
