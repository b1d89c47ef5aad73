package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.konsil.config.DomainService;

/**
 * Names the origin of a request, and its domain by the Host header; a token's domain replaces that
 * later.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class DomainFilter implements ContainerRequestFilter {
  @Inject private CurrentRequest current;
  @Inject private DomainService domains;
  @Context private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    current.from(servletRequest.getRemoteAddr());
    current.addressed(domains.forHost(request.getHeaderString("Host")));
  }
}
