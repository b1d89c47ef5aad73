package org.konsil.web.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.error.MatrixException;
import org.konsil.login.OpenIdService;

/**
 * Server-server API, <a href="https://spec.matrix.org/v1.19/server-server-api/#openid">OpenID</a>.
 * Open: the token itself is what is checked.
 */
@Path("/federation/v1/openid/userinfo")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OpenIdUserinfoResource {
  @Inject private OpenIdService openId;

  @GET
  public Map<String, String> exchangeOpenIdToken(@QueryParam("access_token") String token) {
    return openId
        .findUser(token == null ? "" : token)
        .map(user -> Map.of("sub", user.value()))
        .orElseThrow(() -> MatrixException.unknownToken("Unknown or expired token", false));
  }
}
