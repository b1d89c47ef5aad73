package org.konsil.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

@ApplicationScoped
class ProfileStore {
  @PersistenceContext(unitName = "konsil")
  private EntityManager entities;

  ProfileStore() {}

  /** For tests. */
  ProfileStore(EntityManager entities) {
    this.entities = entities;
  }

  Optional<ProfileEntity> find(UserId user) {
    return Optional.ofNullable(entities.find(ProfileEntity.class, user.value()));
  }

  void insert(ProfileEntity profile) {
    entities.persist(profile);
  }

  List<Profile> findAll(Collection<UserId> users) {
    if (users.isEmpty()) {
      return List.of();
    }
    return entities
        .createQuery("SELECT p FROM ProfileEntity p WHERE p.userId IN :ids", ProfileEntity.class)
        .setParameter("ids", users.stream().map(UserId::value).toList())
        .getResultStream()
        .map(ProfileEntity::toProfile)
        .toList();
  }

  /** A page of a domain's users whose name or localpart contains all words, by display name. */
  List<Profile> search(
      ServerName domain, List<String> patterns, boolean listedOnly, int first, int count) {
    TypedQuery<ProfileEntity> query =
        entities.createQuery(
            "SELECT p " + from(patterns, listedOnly) + " ORDER BY p.searchText, p.userId",
            ProfileEntity.class);
    return bound(query, domain, patterns, listedOnly)
        .setFirstResult(first)
        .setMaxResults(count)
        .getResultStream()
        .map(ProfileEntity::toProfile)
        .toList();
  }

  long count(ServerName domain, List<String> patterns, boolean listedOnly) {
    return bound(
            entities.createQuery("SELECT COUNT(p) " + from(patterns, listedOnly), Long.class),
            domain,
            patterns,
            listedOnly)
        .getSingleResult();
  }

  private static String from(List<String> patterns, boolean listedOnly) {
    StringBuilder from = new StringBuilder("FROM ProfileEntity p WHERE p.serverName = :domain");
    if (listedOnly) {
      from.append(" AND p.listed = :listed");
    }
    for (int i = 0; i < patterns.size(); i++) {
      from.append(" AND p.searchText LIKE :word").append(i).append(" ESCAPE '!'");
    }
    return from.toString();
  }

  private static <T> TypedQuery<T> bound(
      TypedQuery<T> query, ServerName domain, List<String> patterns, boolean listedOnly) {
    query.setParameter("domain", domain.value());
    if (listedOnly) {
      query.setParameter("listed", true);
    }
    for (int i = 0; i < patterns.size(); i++) {
      query.setParameter("word" + i, patterns.get(i));
    }
    return query;
  }
}
