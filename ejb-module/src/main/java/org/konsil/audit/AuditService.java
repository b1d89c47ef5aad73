package org.konsil.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.konsil.account.Requester;
import org.konsil.audit.AuditStore.Head;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * Records what administrators do, in the transaction that does it: an act without its row does not
 * happen (I8).
 */
@Stateless
public class AuditService {
  private static final String SERVER = "server";
  private static final int CHECKED_AT_ONCE = 500;

  @Inject private AuditStore store;
  @Inject private Clock clock;

  /**
   * Records an act of the caller in the caller's domain.
   *
   * @param act a dotted name of at most 64 characters
   * @param object what it was done to, at most 512 characters
   * @param details further facts; no secrets and no message contents
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void record(Requester actor, String act, String object, ObjectNode details) {
    append(actor.domain(), actor.user().value(), act, object, details);
  }

  /** Records what the installation itself did in a domain, at start for example. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void recordOfServer(ServerName domain, String act, String object, ObjectNode details) {
    append(domain, SERVER, act, object, details);
  }

  /**
   * A page of the domain's acts, newest first, for its administrators.
   *
   * @throws MatrixException M_FORBIDDEN for everyone else
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<AuditEntry> page(Requester admin, int first, int count) {
    requireAdmin(admin);
    return store.page(admin.domain(), first, count);
  }

  /** How many acts the domain has recorded. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(Requester admin) {
    requireAdmin(admin);
    return store.head(admin.domain()).number();
  }

  /**
   * Walks the domain's chain from its first entry.
   *
   * @return the number of the first entry that is missing or changed; empty when all is in order
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public OptionalLong firstBroken(ServerName domain) {
    Head end = store.head(domain);
    Head walked = new Head(0, "");
    while (walked.number() < end.number()) {
      List<AuditEntry> entries = store.after(domain, walked.number(), CHECKED_AT_ONCE);
      for (AuditEntry entry : entries) {
        if (!AuditChain.follows(domain, walked, entry)) {
          return OptionalLong.of(walked.number() + 1);
        }
        walked = new Head(entry.number(), entry.hash());
        if (walked.number() == end.number() && !walked.hash().equals(end.hash())) {
          return OptionalLong.of(walked.number());
        }
      }
      if (entries.isEmpty()) {
        return OptionalLong.of(walked.number() + 1);
      }
    }
    return OptionalLong.empty();
  }

  private void append(
      ServerName domain, String actor, String act, String object, ObjectNode details) {
    Head head = store.lockHead(domain);
    store.append(
        domain, AuditChain.next(domain, head, clock.instant(), actor, act, object, details));
  }

  private static void requireAdmin(Requester requester) {
    if (!requester.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
  }
}
