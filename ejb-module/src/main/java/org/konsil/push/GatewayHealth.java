package org.konsil.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which gateways do not answer at present, so that they don't hold up those that do (F10). */
@ApplicationScoped
class GatewayHealth {
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int KEPT = 10_000;

  private final Cache<String, Instant> pausedUntil =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(PAUSE.multipliedBy(2)).build();

  @Inject private Clock clock;

  protected GatewayHealth() {}

  GatewayHealth(Clock clock) {
    this.clock = clock;
  }

  /** When the gateway is worth the next try; empty for now. */
  Optional<Instant> pausedUntil(URI gateway) {
    return Optional.ofNullable(pausedUntil.getIfPresent(gateway.getAuthority()))
        .filter(clock.instant()::isBefore);
  }

  void failed(URI gateway) {
    pausedUntil.put(gateway.getAuthority(), clock.instant().plus(PAUSE));
  }

  void answered(URI gateway) {
    pausedUntil.invalidate(gateway.getAuthority());
  }
}
