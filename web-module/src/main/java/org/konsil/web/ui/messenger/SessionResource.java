package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Map;
import org.konsil.account.AccessTokenService;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;

/** The HTTP session of the pages, as their script sees it. */
@ApplicationScoped
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

  private static final String BEARER = "Bearer ";

  @Inject SignedIn signedIn;
  @Inject CsrfGuard guard;
  @Inject AccessTokenService accessTokens;
  @Inject SecureRandom random;
  @Context HttpServletRequest request;

  /** Who is signed in; 401 when nobody is, or the screen is locked. */
  @GET
  public Response getSession() {
    if (request.getSession(false) == null || !signedIn.isActive() || signedIn.isLocked()) {
      throw MatrixException.missingToken();
    }
    return answer();
  }

  /**
   * Begins a session for the owner of a Matrix access token: a restarted server knows no sessions,
   * but the device is still signed in. The token is checked and forgotten.
   */
  @POST
  public Response resumeSession(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      throw MatrixException.missingToken();
    }
    Requester requester =
        accessTokens.authenticate(
            authorization.substring(BEARER.length()).trim(), request.getRemoteAddr());
    if (signedIn.isLocked() && !signedIn.opensByToken(requester.user())) {
      throw MatrixException.forbidden("The screen is locked");
    }
    request.getSession();
    request.changeSessionId();
    signedIn.start(requester.user(), requester.domainAdmin(), signedIn.isSharedDevice(), random);
    return answer();
  }

  /** Ends the session, locked or not. */
  @DELETE
  public Response endSession(@HeaderParam(CsrfGuard.HEADER) String csrf) {
    guard.requireUser(csrf);
    request.getSession().invalidate();
    return Response.ok(Map.of()).build();
  }

  private Response answer() {
    CacheControl noStore = new CacheControl();
    noStore.setNoStore(true);
    return Response.ok(Map.of("user_id", signedIn.getUserId(), "csrf", signedIn.getCsrfToken()))
        .cacheControl(noStore)
        .build();
  }
}
