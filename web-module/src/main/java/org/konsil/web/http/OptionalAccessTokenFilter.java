package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;

/** As {@link AccessTokenFilter}, for operations that may be called without a token. */
@Provider
@OptionalAccessToken
@Priority(Priorities.AUTHENTICATION)
public class OptionalAccessTokenFilter implements ContainerRequestFilter {
  @Inject private CurrentRequest current;
  @Inject private TokenAuthentication authentication;
  @Inject private DomainService domains;

  @Override
  public void filter(ContainerRequestContext request) {
    AccessTokenFilter.findToken(request)
        .ifPresent(
            token ->
                authenticated(
                    authentication.authenticate(request, token, current.remoteAddress(), false)));
  }

  private void authenticated(Requester requester) {
    current.authenticated(requester);
    current.addressed(domains.get(requester.domain()));
  }
}
