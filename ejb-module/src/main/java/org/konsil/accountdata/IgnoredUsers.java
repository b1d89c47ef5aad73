package org.konsil.accountdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.UserId;

/**
 * Whom a user does not want to hear. A change made on this node counts at once, one made on another
 * within five seconds.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#ignoring-users">Ignoring users</a>
 */
@ApplicationScoped
public class IgnoredUsers {
  static final String TYPE = "m.ignored_user_list";
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int USERS = 50_000;

  private final Cache<UserId, Set<UserId>> ignored =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(USERS).build();

  @Inject private AccountDataStore store;

  /** Users whose messages and invitations are kept from the user; never the user itself. */
  public Set<UserId> of(UserId user) {
    Set<UserId> present = ignored.getIfPresent(user);
    if (present == null) {
      // not under the cache's lock: whoever waits for that may hold the connection this needs
      present = load(user);
      ignored.put(user, present);
    }
    return present;
  }

  void changed(@Observes(during = TransactionPhase.AFTER_COMPLETION) IgnoredUsersChanged change) {
    ignored.invalidate(change.user());
  }

  private Set<UserId> load(UserId user) {
    JsonNode list =
        store
            .find(user, Optional.empty(), TYPE)
            .map(content -> content.path("ignored_users"))
            .orElse(null);
    if (list == null || list.isEmpty()) {
      return Set.of();
    }
    Set<UserId> users = new HashSet<>();
    list.fieldNames().forEachRemaining(name -> UserId.find(name).ifPresent(users::add));
    users.remove(user);
    return Set.copyOf(users);
  }
}
