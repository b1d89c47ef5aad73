package org.konsil.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /**
   * A page of a domain's users whose name or localpart contains all words, by display name. In SQL:
   * on H2, EclipseLink writes the values of a JPQL query with a limit into the statement.
   */
  @SuppressWarnings("unchecked")
  List<Profile> search(
      ServerName domain, List<String> words, boolean listedOnly, int first, int count) {
    String limit = " ORDER BY search_text, user_id LIMIT " + count + " OFFSET " + first;
    Query query =
        entities.createNativeQuery(
            "SELECT * " + from(words, listedOnly) + limit, ProfileEntity.class);
    Stream<ProfileEntity> found = bound(query, domain, words).getResultStream();
    return found.map(ProfileEntity::toProfile).toList();
  }

  long count(ServerName domain, List<String> words, boolean listedOnly) {
    Query query = entities.createNativeQuery("SELECT COUNT(*) " + from(words, listedOnly));
    return ((Number) bound(query, domain, words).getSingleResult()).longValue();
  }

  private static String from(List<String> words, boolean listedOnly) {
    return "FROM profile WHERE server_name = ?1"
        + (listedOnly ? " AND listed = TRUE" : "")
        + IntStream.range(0, words.size())
            .mapToObj(i -> " AND POSITION(?" + (i + 2) + " IN search_text) > 0")
            .collect(Collectors.joining());
  }

  private static Query bound(Query query, ServerName domain, List<String> words) {
    query.setParameter(1, domain.value());
    for (int i = 0; i < words.size(); i++) {
      query.setParameter(i + 2, words.get(i));
    }
    return query;
  }
}
