package org.konsil.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.konsil.account.AccountDeactivated;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceDeleted;

/**
 * Who has pushers, in memory: a send must not ask the database for it. A pusher that was set on
 * another node is seen ten seconds later at the latest.
 */
@ApplicationScoped
class PusherIndex {
  private static final String ALL = "all";
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Cache<String, Map<UserId, List<Long>>> ids =
      Caffeine.newBuilder().expireAfterWrite(KEPT).build();

  @Inject private PusherStore store;

  protected PusherIndex() {}

  PusherIndex(PusherStore store) {
    this.store = store;
  }

  /** The numbers of the pushers of each user who has any. */
  Map<UserId, List<Long>> pushers() {
    return ids.get(ALL, key -> store.all());
  }

  void forget() {
    ids.invalidateAll();
  }

  void deviceDeleted(@Observes DeviceDeleted event) {
    store.deleteDevice(event.user(), event.deviceId());
    forget();
  }

  void accountDeactivated(@Observes AccountDeactivated event) {
    store.deleteUser(event.user());
    forget();
  }
}
