package org.konsil.todevice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.id.UserId;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** Takes away what devices have, without asking the database at each sync of each device. */
@ApplicationScoped
class Acknowledgements {
  private static final int DEVICES = 50_000;

  /** How far each device's messages were taken away. */
  private final Cache<WakeKey, Long> done = Caffeine.newBuilder().maximumSize(DEVICES).build();

  private ToDeviceStore store;
  private StreamPositions streams;

  /** For the container. */
  protected Acknowledgements() {}

  @Inject
  Acknowledgements(ToDeviceStore store, StreamPositions streams) {
    this.store = store;
    this.streams = streams;
  }

  void upTo(UserId user, String deviceId, long position) {
    WakeKey key = WakeKey.device(user, deviceId);
    Long before = done.getIfPresent(key);
    if (before == null || streams.changedAfter(key, before)) {
      store.deleteUpTo(user, deviceId, position);
      done.put(key, position);
    }
  }
}
