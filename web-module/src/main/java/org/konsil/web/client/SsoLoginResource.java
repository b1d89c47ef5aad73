package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.error.MatrixException;

/**
 * Client-server API, "SSO client login/authentication". The server knows no identity provider, and
 * says so as the specification wants it said.
 */
@Path("/client/v3/login/sso/redirect")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SsoLoginResource {

  @GET
  public Map<String, Object> redirectToSSO(@QueryParam("redirectUrl") String redirectUrl) {
    requireTarget(redirectUrl);
    throw MatrixException.unrecognized("Single sign-on is not offered");
  }

  @GET
  @Path("{idpId}")
  public Map<String, Object> redirectToIdP(
      @PathParam("idpId") String idpId, @QueryParam("redirectUrl") String redirectUrl) {
    requireTarget(redirectUrl);
    throw MatrixException.notFound("Unknown identity provider");
  }

  private static void requireTarget(String redirectUrl) {
    if (redirectUrl == null) {
      throw MatrixException.missingParam("redirectUrl is missing");
    }
  }
}
