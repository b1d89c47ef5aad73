package org.konsil.web.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AppServiceAuthentication;
import org.konsil.account.Requester;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;

/** Who stands behind a token: a user, or an application service that acts as one. */
@ApplicationScoped
class TokenAuthentication {
  @Inject private AppServices appServices;
  @Inject private AppServiceAuthentication masquerade;
  @Inject private AccessTokenService tokens;

  Requester authenticate(
      ContainerRequestContext request, String token, String remoteAddress, boolean evenWhenLocked) {
    Optional<AppService> service = appServices.findByToken(token);
    if (service.isPresent()) {
      MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
      String device = query.getFirst("device_id");
      return masquerade.authenticate(
          service.get(),
          query.getFirst("user_id"),
          device == null ? query.getFirst("org.matrix.msc3202.device_id") : device);
    }
    return evenWhenLocked
        ? tokens.authenticateToLogOut(token)
        : tokens.authenticate(token, remoteAddress);
  }
}
