package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/** Measures requests of the Matrix APIs, from before they are matched to when they are answered. */
@Provider
@PreMatching
@Priority(0)
public class RequestMeterFilter implements ContainerRequestFilter, ContainerResponseFilter {
  /** When the request was first seen, by {@link System#nanoTime}. */
  static final String STARTED = "org.konsil.started";

  @Inject private RequestMeters meters;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STARTED) instanceof Long started) {
      Optional<Method> operation = Optional.ofNullable(resource.getResourceMethod());
      meters.ended(operation, response.getStatus(), System.nanoTime() - started);
    }
  }
}
