package org.konsil.administration;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Goes on with the removal of domains, a limited piece a turn. An account that cannot be ended is
 * tried again in the next turn and holds up no other.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DomainRemoval {
  private static final Logger LOG = Logger.getLogger(DomainRemoval.class.getName());
  private static final int ACCOUNTS_A_TURN = 100;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Inject private DomainService domains;
  @Inject private DomainRemovalService removal;

  @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
  public void turn() {
    if (busy.compareAndSet(false, true)) {
      try {
        domains.removing().forEach(this::goOn);
      } finally {
        busy.set(false);
      }
    }
  }

  private void goOn(ServerName domain) {
    List<UserId> users = removal.remaining(domain, ACCOUNTS_A_TURN);
    users.forEach(this::end);
    if (users.isEmpty() && !removal.deleteMedia(domain)) {
      removal.finish(domain);
    }
  }

  private void end(UserId user) {
    try {
      removal.end(user);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "the account " + user + " could not be ended yet");
    }
  }
}
