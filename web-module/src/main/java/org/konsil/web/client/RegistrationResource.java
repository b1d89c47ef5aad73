package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.login.LoginResponse;
import org.konsil.login.RegistrationRequest;
import org.konsil.login.RegistrationService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.OptionalAccessToken;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#legacy-account-registration">Account
 * registration</a>.
 */
@Path("/client/v3/register")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {
  @Inject private CurrentRequest current;
  @Inject private RegistrationService registrations;

  @POST
  @OptionalAccessToken
  public LoginResponse register(@QueryParam("kind") String kind, RegistrationRequest request) {
    return registrations.register(
        current.domain().name(), current.findRequester(), kind, request, current.remoteAddress());
  }

  @GET
  @Path("/available")
  public Map<String, Object> checkUsernameAvailability(@QueryParam("username") String username) {
    registrations.requireAvailable(current.domain().name(), username, current.remoteAddress());
    return Map.of("available", true);
  }

  @POST
  @Path("/email/requestToken")
  public Map<String, Object> requestTokenToRegisterEmail(ObjectNode body) {
    throw AdministrativeContactResource.denied();
  }

  @POST
  @Path("/msisdn/requestToken")
  public Map<String, Object> requestTokenToRegisterMSISDN(ObjectNode body) {
    throw AdministrativeContactResource.denied();
  }
}
