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
    insertKey(domain.name(), key, now);
  }

  void insertKey(ServerName domain, SigningKey key, Instant now) {
    db.update(
        "INSERT INTO domain_signing_key (domain_name, key_id, seed, created_at) VALUES (?, ?, ?, ?)",
        domain,
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

  /** From the given time on all other keys only prove old events. */
  void expireKeysBut(ServerName name, String keyId, Instant end) {
    db.update(
        "UPDATE domain_signing_key SET expired_at = ?"
            + " WHERE domain_name = ? AND key_id <> ? AND expired_at IS NULL",
        end,
        name,
        keyId);
  }

  List<DomainKey> keys(ServerName name) {
    return db.query(
        "SELECT key_id, seed, expired_at FROM domain_signing_key"
            + " WHERE domain_name = ? ORDER BY created_at DESC",
        row ->
            new DomainKey(
                row.string("key_id"),
                SigningKey.fromSeed(row.string("key_id"), row.bytes("seed")).publicKey(),
                row.findNumber("expired_at").map(Instant::ofEpochMilli)),
        name);
  }
}
