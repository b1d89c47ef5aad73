package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/**
 * Turns the token of a request into its {@link Requester}. The token comes in the Authorization
 * header; the query parameter of older clients is accepted too.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#using-access-tokens">Using access
 *     tokens</a>
 */
@Provider
@AccessToken
@Priority(Priorities.AUTHENTICATION)
public class AccessTokenFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  @Inject private CurrentRequest current;
  @Inject private TokenAuthentication authentication;
  @Inject private DomainService domains;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    String token = findToken(request).orElseThrow(MatrixException::missingToken);
    Requester requester =
        authentication.authenticate(
            request,
            token,
            current.remoteAddress(),
            resource.getResourceMethod().isAnnotationPresent(EvenWhenLocked.class));
    requireGuestMay(requester);
    current.authenticated(requester);
    current.addressed(domains.get(requester.domain()));
  }

  private void requireGuestMay(Requester requester) {
    if (requester.guest() && !resource.getResourceMethod().isAnnotationPresent(GuestAccess.class)) {
      throw MatrixException.of(
          ErrorCode.M_GUEST_ACCESS_FORBIDDEN, "Guests cannot do this; please register");
    }
  }

  /** The token of a request, wherever it is. */
  static Optional<String> findToken(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.of(header.substring(SCHEME.length()).trim());
    }
    return Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst("access_token"))
        .filter(parameter -> !parameter.isEmpty());
  }
}
