package org.konsil.testdriver.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Tells the resources which API and device the path names. */
@Provider
public class DevicePathFilter implements ContainerRequestFilter {
  @Inject private DevicePath path;

  @Override
  public void filter(ContainerRequestContext request) {
    path.read(request.getUriInfo().getPathParameters());
  }
}
