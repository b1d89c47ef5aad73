package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.account.AccountService;
import org.konsil.audit.AuditService;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.media.MediaStockService;
import org.konsil.registrationtoken.RegistrationTokenService;
import org.konsil.roomdirectory.RoomAliasService;

/**
 * Ends a domain step by step, each in a transaction of its own: a node that stops in between loses
 * one step, and two that do the same at once find less to do.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DomainRemovalService {
  private static final int MEDIA_AT_ONCE = 100;

  @Inject private DomainService domains;
  @Inject private AccountService accounts;
  @Inject private MediaStockService media;
  @Inject private RegistrationTokenService tokens;
  @Inject private RoomAliasService aliases;
  @Inject private AuditService audit;

  /** Some of the domain's accounts that have not ended yet; empty when all have. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<UserId> remaining(ServerName domain, int most) {
    return accounts.remaining(domain, most);
  }

  /** Takes the account out of all rooms, forgets what it kept here, and ends it. */
  public void end(UserId user) {
    accounts.deactivate(user, true);
  }

  /** True while there is more. */
  public boolean deleteMedia(ServerName domain) {
    return media.deleteSome(domain, MEDIA_AT_ONCE) == MEDIA_AT_ONCE;
  }

  /** The last step, when no account and no upload is left. */
  public void finish(ServerName domain) {
    tokens.deleteAll(domain);
    aliases.forgetAll(domain);
    domains.endRemoval(domain);
    audit.recordOfServer(domain, "domain.removed", domain.value(), Json.object());
  }
}
