package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.login.RegistrationService;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, Token-authenticated registration. */
@Path("/client/v1/register/m.login.registration_token/validity")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationTokenResource {
  @Inject private CurrentRequest current;
  @Inject private RegistrationService registrations;

  @GET
  public Map<String, Object> registrationTokenValidity(@QueryParam("token") String token) {
    return Map.of(
        "valid",
        registrations.isTokenValid(current.domain().name(), token, current.remoteAddress()));
  }
}
