package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

@ApplicationScoped
class AccountStore {
  @PersistenceContext(unitName = "konsil")
  private EntityManager entities;

  AccountStore() {}

  /** For tests. */
  AccountStore(EntityManager entities) {
    this.entities = entities;
  }

  Optional<AccountEntity> find(UserId user) {
    return Optional.ofNullable(entities.find(AccountEntity.class, user.value()));
  }

  /**
   * Written at once, so that rows of other tables in this transaction may follow. False when a
   * concurrent transaction took the name; then this one can only be rolled back.
   */
  boolean insert(AccountEntity account) {
    try {
      entities.persist(account);
      entities.flush();
      return true;
    } catch (PersistenceException e) {
      return false;
    }
  }

  List<Account> findAll(Collection<UserId> users) {
    if (users.isEmpty()) {
      return List.of();
    }
    return entities
        .createQuery("SELECT a FROM AccountEntity a WHERE a.userId IN :ids", AccountEntity.class)
        .setParameter("ids", users.stream().map(UserId::value).toList())
        .getResultStream()
        .map(AccountEntity::toAccount)
        .toList();
  }

  /** Active administrators of the domain. */
  List<Account> administrators(ServerName domain) {
    return entities
        .createQuery(
            "SELECT a FROM AccountEntity a WHERE a.serverName = :domain AND a.domainAdmin = :yes"
                + " AND a.deactivated = :no ORDER BY a.userId",
            AccountEntity.class)
        .setParameter("domain", domain.value())
        .setParameter("yes", true)
        .setParameter("no", false)
        .getResultStream()
        .map(AccountEntity::toAccount)
        .toList();
  }

  /** Accounts of the domain that have not ended. */
  List<UserId> remaining(ServerName domain, int most) {
    return entities
        .createQuery(
            "SELECT a.userId FROM AccountEntity a WHERE a.serverName = :domain"
                + " AND a.deactivated = :no ORDER BY a.userId",
            String.class)
        .setParameter("domain", domain.value())
        .setParameter("no", false)
        .setMaxResults(most)
        .getResultStream()
        .map(UserId::parse)
        .toList();
  }

  /** How many accounts of the domain are in a state. */
  long count(ServerName domain, boolean locked, boolean suspended) {
    return entities
        .createQuery(
            "SELECT COUNT(a) FROM AccountEntity a WHERE a.serverName = :domain"
                + " AND a.deactivated = :no AND a.locked = :locked AND a.suspended = :suspended",
            Long.class)
        .setParameter("domain", domain.value())
        .setParameter("no", false)
        .setParameter("locked", locked)
        .setParameter("suspended", suspended)
        .getSingleResult();
  }

  /** How many accounts of all domains have not ended. */
  long count(boolean guests) {
    return entities
        .createQuery(
            "SELECT COUNT(a) FROM AccountEntity a WHERE a.deactivated = :no AND a.guest = :guest",
            Long.class)
        .setParameter("no", false)
        .setParameter("guest", guests)
        .getSingleResult();
  }
}
