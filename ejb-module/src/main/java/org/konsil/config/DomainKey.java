package org.konsil.config;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.signing.VerifyKey;

/**
 * The public half of a domain's key.
 *
 * @param expiredAt from when on the domain signs with another one
 */
public record DomainKey(String keyId, VerifyKey key, Optional<Instant> expiredAt) {
  public boolean isExpired(Instant now) {
    return expiredAt.isPresent() && !expiredAt.get().isAfter(now);
  }
}
