package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.konsil.core.error.MatrixException;

/**
 * Refuses NUL characters in addresses: no name that the APIs know has one, and PostgreSQL would
 * store none.
 */
@Provider
@PreMatching
@Priority(3)
public class NulFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
      throw MatrixException.invalidParam("A NUL character is not allowed here");
    }
  }
}
