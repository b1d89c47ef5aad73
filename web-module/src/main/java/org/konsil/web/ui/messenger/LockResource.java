package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;

/**
 * Locks the session; the password on the lock screen opens it again, or the device itself when it
 * keeps its access token sealed by a PIN.
 */
@ApplicationScoped
@Path("/lock")
@Produces(MediaType.APPLICATION_JSON)
public class LockResource {

  @Inject CsrfGuard guard;
  @Inject SignedIn signedIn;
  @Inject Clock clock;

  /**
   * Locks the session.
   *
   * @param sealed true when the device has sealed its access token: then that token, which only the
   *     PIN brings back, ends the lock
   */
  @POST
  public Map<String, Object> lockSession(
      @HeaderParam(CsrfGuard.HEADER) String csrf, @QueryParam("sealed") boolean sealed) {
    guard.requireUser(csrf);
    signedIn.lock(clock.instant(), sealed);
    return Map.of();
  }
}
