package org.konsil.onetimekey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.storage.StreamCache;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** The counts of devices that sync, until keys of theirs are uploaded or claimed. */
@ApplicationScoped
class CurrentKeyCounts {
  private static final String USUAL_ALGORITHM = "signed_curve25519";
  private static final int DEVICES = 50_000;

  private OneTimeKeyStore store;
  private StreamCache<KeyCounts> cache;

  /** For the container. */
  protected CurrentKeyCounts() {}

  @Inject
  CurrentKeyCounts(OneTimeKeyStore store, StreamPositions streams) {
    this.store = store;
    this.cache = new StreamCache<>(streams, DEVICES, counts -> 0);
  }

  KeyCounts of(UserId user, String deviceId) {
    return cache.get(WakeKey.device(user, deviceId), () -> read(user, deviceId));
  }

  private KeyCounts read(UserId user, String deviceId) {
    Map<String, Integer> counts = store.counts(user, deviceId);
    counts.putIfAbsent(USUAL_ALGORITHM, 0);
    return new KeyCounts(counts, store.unusedFallbackAlgorithms(user, deviceId));
  }
}
