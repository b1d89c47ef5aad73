package org.konsil.device;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.UserId;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Whose devices or keys changed since a position.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#tracking-the-device-list-for-a-user">
 *     Tracking the device list for a user</a>
 */
@Stateless
public class DeviceListService {
  @Inject private DeviceListStore store;
  @Inject private StreamPositions positions;
  @Inject private Event<DeviceListChanged> changed;

  /** The keys that sign the user's devices have changed, or where they are kept has. */
  public void markChanged(UserId user) {
    mark(user, Optional.empty());
  }

  /** One of the user's devices came, went or has changed, its keys included. */
  public void markChanged(UserId user, String deviceId) {
    mark(user, Optional.of(deviceId));
  }

  private void mark(UserId user, Optional<String> deviceId) {
    long previous = store.latest(user);
    long position = positions.next(WakeKey.user(user));
    store.insert(position, user);
    changed.fire(new DeviceListChanged(user, deviceId, position, previous));
  }

  /**
   * Which of the user and those who share a room with the user changed.
   *
   * @param after a position, exclusive
   * @param upTo a position, inclusive
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Set<UserId> changed(UserId self, Collection<UserId> sharing, long after, long upTo) {
    List<UserId> users = new ArrayList<>(sharing);
    users.add(self);
    return store.changed(users, after, upTo);
  }

  /** Everyone of this deployment who changed; usually few, whoever asks. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Set<UserId> changed(long after, long upTo) {
    return store.changed(after, upTo);
  }

  /**
   * The position of the user's latest change, 0 when there was none: the "stream id" for servers.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long latest(UserId user) {
    return store.latest(user);
  }
}
