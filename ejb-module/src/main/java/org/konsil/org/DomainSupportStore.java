package org.konsil.org;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.konsil.core.id.ServerName;

@ApplicationScoped
class DomainSupportStore {
  @PersistenceContext(unitName = "konsil")
  private EntityManager entities;

  Optional<DomainSupportEntity> find(ServerName domain) {
    return Optional.ofNullable(entities.find(DomainSupportEntity.class, domain.value()));
  }

  void insert(DomainSupportEntity support) {
    entities.persist(support);
  }
}
