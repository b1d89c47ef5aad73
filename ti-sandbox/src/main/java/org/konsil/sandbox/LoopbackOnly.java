package org.konsil.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Only the machine itself may pull the sandbox's strings. */
@Provider
public class LoopbackOnly implements ContainerRequestFilter {

  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext call) {
    String from = request.getRemoteAddr();
    if (!from.startsWith("127.") && !from.equals("::1") && !from.equals("0:0:0:0:0:0:0:1")) {
      call.abortWith(Response.status(Response.Status.FORBIDDEN).build());
    }
  }
}
