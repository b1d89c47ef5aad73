package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.konsil.admission.AdmissionService;

/**
 * Counts every request that was matched and authenticated, before its body is read: as its user's,
 * its server's, else its address's. M_LIMIT_EXCEEDED when there were too many.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 100)
public class RateLimitFilter implements ContainerRequestFilter {
  @Inject private CurrentRequest current;
  @Inject private AdmissionService admission;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(NotCounted.class)) {
      return;
    }
    if (current.isAuthenticated()) {
      admission.request(current.requester());
    } else if (current.isSigned()) {
      admission.request(current.federationRequester().origin());
    } else {
      admission.request(current.remoteAddress());
    }
  }
}
