package org.konsil.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.konsil.account.AccountDeactivated;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceDeleted;

/**
 * Who has pushers, in memory: a send must not ask the database for it. What changes here is seen at
 * once, what changes on another node when the timer reads all again.
 */
@ApplicationScoped
class PusherIndex {
  @Inject private PusherStore store;

  private volatile Map<UserId, List<Long>> ids;

  protected PusherIndex() {}

  PusherIndex(PusherStore store) {
    this.store = store;
  }

  /** The numbers of the pushers of each user who has any; some may be gone already. */
  Map<UserId, List<Long>> pushers() {
    Map<UserId, List<Long>> present = ids;
    return present == null ? refresh() : present;
  }

  /** Reads all. */
  Map<UserId, List<Long>> refresh() {
    Map<UserId, List<Long>> read = new ConcurrentHashMap<>(store.all());
    ids = read;
    return read;
  }

  /** Reads one user's, within the transaction that changes them. */
  void changed(UserId user) {
    List<Long> now = store.ofUser(user).stream().map(PusherStore.StoredPusher::id).toList();
    if (now.isEmpty()) {
      pushers().remove(user);
    } else {
      pushers().put(user, now);
    }
  }

  void deviceDeleted(@Observes DeviceDeleted event) {
    store.deleteDevice(event.user(), event.deviceId());
    changed(event.user());
  }

  void accountDeactivated(@Observes AccountDeactivated event) {
    store.deleteUser(event.user());
    changed(event.user());
  }
}
