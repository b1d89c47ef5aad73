package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;

/** Locks the session; only the password on the lock screen opens it again. */
@RequestScoped
@Path("/lock")
@Produces(MediaType.APPLICATION_JSON)
public class LockResource {

  @Inject CsrfGuard guard;
  @Inject SignedIn signedIn;
  @Inject Clock clock;

  @POST
  public Map<String, Object> lockSession(@HeaderParam(CsrfGuard.HEADER) String csrf) {
    guard.requireUser(csrf);
    signedIn.lock(clock.instant());
    return Map.of();
  }
}
