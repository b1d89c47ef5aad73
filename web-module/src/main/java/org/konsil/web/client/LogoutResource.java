package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.login.LoginService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.EvenWhenLocked;
import org.konsil.web.http.GuestAccess;

/** Client-server API, Logout. */
@Path("/client/v3/logout")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class LogoutResource {
  @Inject private CurrentRequest current;
  @Inject private LoginService logins;

  @POST
  @EvenWhenLocked
  @GuestAccess
  public Map<String, Object> logout() {
    logins.logout(current.requester());
    return Map.of();
  }

  @POST
  @Path("/all")
  @EvenWhenLocked
  @GuestAccess
  public Map<String, Object> logout_all() {
    logins.logoutAll(current.requester());
    return Map.of();
  }
}
