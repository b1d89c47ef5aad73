package org.konsil.admission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.appservice.AppServices;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.ratelimit.RateLimit;
import org.konsil.ratelimit.RateLimits;

/**
 * Counts what callers do against the rate limits. Application services are let off as their
 * registration says, and their own senders always.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#rate-limiting">Rate limiting</a>
 */
@ApplicationScoped
public class AdmissionService {
  private RateLimits limits;
  private AppServices appServices;

  protected AdmissionService() {}

  @Inject
  AdmissionService(RateLimits limits, AppServices appServices) {
    this.limits = limits;
    this.appServices = appServices;
  }

  /**
   * A request with a user's token.
   *
   * @throws MatrixException M_LIMIT_EXCEEDED, as all methods here
   */
  public void request(Requester requester) {
    if (isLimited(requester)) {
      limits.take(RateLimit.REQUESTS_OF_USER, requester.user().value());
      limits.take(RateLimit.REQUESTS_OF_DOMAIN, requester.domain().value());
    }
  }

  /** A request that no token came with. */
  public void request(String remoteAddress) {
    limits.take(RateLimit.REQUESTS_OF_ADDRESS, remoteAddress);
  }

  /** A request that another server has signed. */
  public void request(ServerName origin) {
    limits.take(RateLimit.REQUESTS_OF_SERVER, origin.value());
  }

  /** An event for a room. */
  public void event(Requester requester, RoomId room) {
    if (isLimited(requester)) {
      limits.take(RateLimit.EVENTS_OF_USER, requester.user().value());
      limits.take(RateLimit.EVENTS_OF_ROOM, room.value());
    }
  }

  private boolean isLimited(Requester requester) {
    return requester.appServiceId().flatMap(appServices::find).stream()
        .allMatch(service -> service.isLimited(requester.user()));
  }
}
