package org.konsil.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/** How much a user, and all users of a domain together, may upload. */
@ApplicationScoped
class MediaQuota {
  private static final int DOMAINS = 10_000;

  private MediaStore store;
  private KonsilConfig config;

  /** Sums over many rows, so a domain may go beyond its quota for a minute. */
  private final Cache<ServerName, Long> ofDomains =
      Caffeine.newBuilder().maximumSize(DOMAINS).expireAfterWrite(Duration.ofMinutes(1)).build();

  protected MediaQuota() {}

  @Inject
  MediaQuota(MediaStore store, KonsilConfig config) {
    this.store = store;
    this.config = config;
  }

  /**
   * @param length in bytes; 0 when the client does not say
   * @throws MatrixException M_FORBIDDEN when it would be too much
   */
  void require(Requester requester, long length) {
    boolean ofUser = store.bytesOf(requester.user()) + length > config.mediaQuotaBytes();
    if (ofUser || bytesOf(requester.domain()) + length > config.mediaDomainQuotaBytes()) {
      throw MatrixException.forbidden("The quota for uploaded content is used up");
    }
  }

  private long bytesOf(ServerName domain) {
    return config.mediaDomainQuotaBytes() == Long.MAX_VALUE
        ? 0
        : ofDomains.get(domain, store::bytesOfDomain);
  }
}
