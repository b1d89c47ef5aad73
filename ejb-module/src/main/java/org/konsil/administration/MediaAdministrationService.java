package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.media.MediaItem;
import org.konsil.media.MediaStockService;
import org.konsil.media.MediaUri;
import org.konsil.media.MediaUsage;

/** What users of a domain have uploaded; what was fetched from other servers is the operators'. */
@Stateless
public class MediaAdministrationService {
  @Inject private AdministrationScope scope;
  @Inject private DomainService domains;
  @Inject private MediaStockService stock;
  @Inject private AuditService audit;

  /** A page of a user's uploads, the newest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<MediaItem> list(Requester admin, UserId user, int first, int count) {
    AdministrationScope.requireAdmin(admin);
    if (!user.server().equals(admin.domain())) {
      throw MatrixException.invalidParam("The user is not of your domain");
    }
    return new Page<>(stock.page(user, first, count), first, stock.count(user));
  }

  /** Who has uploaded how much, the most first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<MediaUsage> usage(Requester admin, int first, int count) {
    AdministrationScope.requireAdmin(admin);
    return new Page<>(
        stock.usage(admin.domain(), first, count), first, stock.countUsers(admin.domain()));
  }

  /**
   * Takes content out of everybody's reach, or gives it back.
   *
   * @throws MatrixException M_FORBIDDEN, M_NOT_FOUND
   */
  public void quarantine(Requester caller, MediaUri uri, boolean quarantined) {
    Requester admin = entered(caller, uri);
    stock.quarantine(uri, quarantined ? Optional.of(caller.user()) : Optional.empty());
    record(admin, quarantined ? "media.quarantine" : "media.release", uri);
  }

  /**
   * Deletes content and its thumbnails for good.
   *
   * @throws MatrixException M_FORBIDDEN, M_NOT_FOUND
   */
  public void delete(Requester caller, MediaUri uri) {
    Requester admin = entered(caller, uri);
    stock.delete(uri);
    record(admin, "media.delete", uri);
  }

  /** What is of no domain here is recorded in the operator's own. */
  private Requester entered(Requester caller, MediaUri uri) {
    if (scope.isOperator(caller) && !domains.isLocal(uri.server())) {
      scope.requireOperator(caller);
      return caller;
    }
    return scope.in(uri.server(), caller);
  }

  private void record(Requester admin, String act, MediaUri uri) {
    audit.record(admin, act, uri.toString(), Json.object());
  }
}
