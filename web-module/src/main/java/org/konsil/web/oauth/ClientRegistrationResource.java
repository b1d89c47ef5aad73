package org.konsil.web.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.konsil.oauth.ClientRegistrationService;
import org.konsil.web.http.BodyLimit;
import org.konsil.web.http.CurrentRequest;

/**
 * <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#dynamic-client-registration-flow">Dynamic
 * client registration</a> (RFC 7591).
 */
@Path("/register")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientRegistrationResource {
  private static final int LARGEST_METADATA = 32 * 1024;

  @Inject private CurrentRequest current;
  @Inject private ClientRegistrationService clients;

  @POST
  public Response registerClient(@BodyLimit(LARGEST_METADATA) ObjectNode metadata) {
    return Response.status(Response.Status.CREATED)
        .entity(clients.register(metadata, current.remoteAddress()))
        .build();
  }
}
