package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.konsil.core.error.MatrixException;
import org.konsil.login.LoginTokenService;

/** The hand-over from the pages to the browser's Matrix client. */
@ApplicationScoped
@Path("/login-token")
@Produces(MediaType.APPLICATION_JSON)
public class LoginTokenResource {

  @Inject CsrfGuard guard;
  @Inject SignedIn signedIn;
  @Inject LoginTokenService loginTokens;

  /**
   * A one-time m.login.token of at most 60 seconds for the signed-in user. A locked session gets
   * none.
   */
  @POST
  public Response issueLoginToken(@HeaderParam(CsrfGuard.HEADER) String csrf) {
    var user = guard.requireUser(csrf);
    if (signedIn.isLocked()) {
      throw MatrixException.forbidden("The screen is locked");
    }
    CacheControl noStore = new CacheControl();
    noStore.setNoStore(true);
    return Response.ok(Map.of("login_token", loginTokens.issue(user), "user_id", user.value()))
        .cacheControl(noStore)
        .build();
  }
}
