package org.konsil.web.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import org.konsil.oauth.Parameters;
import org.konsil.oauth.TokenResponse;
import org.konsil.oauth.TokenService;

/**
 * <a href="https://spec.matrix.org/v1.19/client-server-api/#grant-types">Grants</a> and <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#token-revocation">token revocation</a>.
 */
@Path("/")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  @Inject private TokenService tokens;

  @POST
  @Path("/token")
  public TokenResponse exchangeToken(MultivaluedMap<String, String> form) {
    return tokens.exchange(Parameters.of(form));
  }

  @POST
  @Path("/revoke")
  public Map<String, Object> revokeToken(MultivaluedMap<String, String> form) {
    tokens.revoke(Parameters.of(form));
    return Map.of();
  }
}
