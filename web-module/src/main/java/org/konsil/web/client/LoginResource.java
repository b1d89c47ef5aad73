package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.login.LoginRequest;
import org.konsil.login.LoginResponse;
import org.konsil.login.LoginService;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;
import org.konsil.web.http.OptionalAccessToken;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#legacy-login">Login</a>.
 */
@Path("/client/v3/login")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {
  @Inject private CurrentRequest current;
  @Inject private LoginService logins;

  @Measured(RawDataOperation.LOGIN_TYPES)
  @GET
  public Map<String, Object> getLoginFlows() {
    return Map.of("flows", List.copyOf(logins.flows()));
  }

  @Measured(RawDataOperation.ACCESS_TOKEN)
  @POST
  @OptionalAccessToken
  public LoginResponse login(LoginRequest request) {
    return logins.login(
        request, current.domain().name(), current.findRequester(), current.remoteAddress());
  }
}
