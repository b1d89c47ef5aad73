package org.konsil.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.id.UserId;
import org.konsil.core.push.DefaultPushRules;
import org.konsil.storage.StreamCache;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** The rules of users whose unread events are counted or pushed. */
@ApplicationScoped
class CurrentPushRules {
  /** About 10 KB each. */
  private static final int USERS = 2_000;

  private AccountDataService accountData;
  private StreamCache<ObjectNode> cache;

  /** For the container. */
  protected CurrentPushRules() {}

  @Inject
  CurrentPushRules(AccountDataService accountData, StreamPositions positions) {
    this.accountData = accountData;
    this.cache = new StreamCache<>(positions, USERS, rules -> 0);
  }

  ObjectNode of(UserId user) {
    return cache.get(WakeKey.user(user), () -> read(user));
  }

  private ObjectNode read(UserId user) {
    return accountData
        .find(user, Optional.empty(), PushRuleService.TYPE)
        .map(content -> (ObjectNode) content.get("global"))
        .orElseGet(() -> DefaultPushRules.forUser(user));
  }
}
