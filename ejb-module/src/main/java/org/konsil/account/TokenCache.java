package org.konsil.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Who a token's digest stands for, for five seconds: so long may a revocation made on another node
 * stay unseen here. One made on this node counts at once.
 */
@ApplicationScoped
class TokenCache {
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int TOKENS = 50_000;

  private final Cache<String, Entry> entries =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(TOKENS).build();
  private final AtomicLong revocations = new AtomicLong();

  /** {@code expiresAt}: when the token itself ends. */
  record Entry(Requester requester, boolean locked, Optional<Instant> expiresAt) {}

  /**
   * The entry, loaded when it is missing. A load that a revocation overtakes is answered, but not
   * kept: it may have read the rows from before.
   */
  Optional<Entry> get(String hash, Supplier<Optional<Entry>> load) {
    Entry present = entries.getIfPresent(hash);
    if (present != null) {
      return Optional.of(present);
    }
    long before = revocations.get();
    Optional<Entry> loaded = load.get();
    if (loaded.isPresent()) {
      entries.put(hash, loaded.get());
      if (revocations.get() != before) {
        entries.invalidate(hash);
      }
    }
    return loaded;
  }

  void drop(@Observes(during = TransactionPhase.AFTER_COMPLETION) TokensRevoked revoked) {
    revocations.incrementAndGet();
    entries
        .asMap()
        .values()
        .removeIf(
            entry ->
                entry.requester().user().equals(revoked.user())
                    && revoked
                        .deviceId()
                        .map(device -> device.equals(entry.requester().deviceId()))
                        .orElse(true));
  }
}
