package org.konsil.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.config.DomainKey;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * The administrator's door to the domain's signing keys: a fresh one after a suspected theft, or as
 * the house's rules ask for.
 */
@Stateless
public class KeyRotationService {
  @Inject DomainService domains;
  @Inject AuditService audit;

  /**
   * The keys of the caller's domain, the newest first.
   *
   * @throws MatrixException M_FORBIDDEN for who is no administrator of the domain
   */
  public List<DomainKey> keys(Requester admin) {
    requireAdmin(admin);
    return domains.keys(admin.domain());
  }

  /**
   * Lets the domain sign with a fresh key from now on. The old one stays published with its end, so
   * that what it signed before stays true; other servers learn of the change when they meet the new
   * key. The private half of neither is told to anybody.
   *
   * @return the id of the new key
   * @throws MatrixException M_FORBIDDEN for who is no administrator of the domain
   */
  public String rotate(Requester admin) {
    requireAdmin(admin);
    String before = domains.signingKey(admin.domain()).keyId();
    domains.rotateKey(admin.domain());
    String after = domains.keys(admin.domain()).get(0).keyId();
    ObjectNode details = Json.object().put("before", before).put("after", after);
    audit.record(admin, "domain.signing_key", admin.domain().value(), details);
    return after;
  }

  private static void requireAdmin(Requester requester) {
    if (!requester.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
  }
}
