package org.konsil.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.SigningKey;
import org.konsil.storage.Db;

@ApplicationScoped
class DomainStore {
  @PersistenceContext(unitName = "konsil")
  private EntityManager entities;

  @Inject private Db db;

  List<Domain> all() {
    return entities
        .createQuery("SELECT d FROM DomainEntity d ORDER BY d.name", DomainEntity.class)
        .getResultStream()
        .map(DomainEntity::toDomain)
        .toList();
  }

  Optional<Domain> find(ServerName name) {
    return Optional.ofNullable(entities.find(DomainEntity.class, name.value()))
        .map(DomainEntity::toDomain);
  }

  void insert(Domain domain, SigningKey key, Instant now) {
    entities.persist(new DomainEntity(domain.name(), domain.displayName(), now.toEpochMilli()));
    entities.flush();
    db.update(
        "INSERT INTO domain_signing_key (domain_name, key_id, seed, created_at) VALUES (?, ?, ?, ?)",
        domain.name(),
        key.keyId(),
        key.seed(),
        now);
  }

  Optional<SigningKey> findCurrentKey(ServerName name) {
    return db.find(
        "SELECT key_id, seed FROM domain_signing_key"
            + " WHERE domain_name = ? AND expired_at IS NULL ORDER BY created_at DESC LIMIT 1",
        row -> SigningKey.fromSeed(row.string("key_id"), row.bytes("seed")),
        name);
  }
}
