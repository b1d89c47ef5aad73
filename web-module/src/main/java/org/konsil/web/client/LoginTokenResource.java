package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.login.LoginTokenService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, a token to log in another client with. Not part of a TI-M service. */
@Path("/client/v1/login/get_token")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LoginTokenResource {
  @Inject private CurrentRequest current;
  @Inject private LoginTokenService tokens;

  /** {@code auth}: the proof of user-interactive authentication. */
  public record GenerateLoginTokenRequest(ObjectNode auth) {}

  @POST
  @AccessToken
  public Map<String, Object> generateLoginToken(GenerateLoginTokenRequest request) {
    return Map.of(
        "login_token", tokens.generate(current.requester(), request.auth()),
        "expires_in_ms", LoginTokenService.LIFETIME.toMillis());
  }
}
