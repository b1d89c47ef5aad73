package org.konsil.web.tim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.registration.RegServiceTokenService;
import org.konsil.registration.RegServiceTokenService.RegServiceToken;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;

/** The RegService-OpenID-Token for administrators of a messenger service. */
@Path("/v1/request-token")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RegServiceTokenResource {
  @Inject private CurrentRequest current;
  @Inject private RegServiceTokenService tokens;

  @Measured(RawDataOperation.OWNER_TOKEN)
  @POST
  public Map<String, Object> requestToken() {
    RegServiceToken token = tokens.requestToken(current.requester());
    return Map.of("token", token.token(), "expires_in", token.expiresIn());
  }
}
