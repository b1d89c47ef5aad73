package org.konsil.web.tim;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.konsil.login.OpenIdService;

/** Lets users of hosted domains in, by the OpenID token that their homeserver, we, gave them. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class OpenIdTokenFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  @Inject private OpenIdService tokens;

  @Override
  public void filter(ContainerRequestContext request) {
    if (token(request).flatMap(tokens::findUser).isEmpty()) {
      throw new NotAuthorizedException("Bearer");
    }
  }

  private static Optional<String> token(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).trim());
  }
}
