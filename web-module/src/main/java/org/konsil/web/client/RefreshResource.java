package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.account.SessionTokens;
import org.konsil.login.LoginService;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#refreshing-access-tokens">Refreshing
 * access tokens</a>.
 */
@Path("/client/v3/refresh")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RefreshResource {
  @Inject private LoginService logins;

  /** The token to exchange. */
  public record RefreshRequest(@JsonProperty("refresh_token") String refreshToken) {}

  @POST
  public SessionTokens refresh(RefreshRequest request) {
    return logins.refresh(request.refreshToken());
  }
}
