package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.konsil.config.DomainService;

/** Names the domain of a request by its Host header; a token's domain replaces it later. */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class DomainFilter implements ContainerRequestFilter {
  @Inject private CurrentRequest current;
  @Inject private DomainService domains;

  @Override
  public void filter(ContainerRequestContext request) {
    current.addressed(domains.forHost(request.getHeaderString("Host")));
  }
}
