package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.konsil.config.KonsilConfig;

/** A_26331: what a server is made of is told to members of the federation alone; 401 to others. */
@Provider
@SignedUnderTim
@Priority(Priorities.AUTHENTICATION)
public class SignedUnderTimFilter extends SignedRequestFilter {
  @Inject private KonsilConfig config;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (config.timPolicy()) {
      super.filter(request);
    }
  }
}
