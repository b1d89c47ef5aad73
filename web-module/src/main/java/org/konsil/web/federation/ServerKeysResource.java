package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.federation.KeyPublishingService;
import org.konsil.federation.KeyQueryRequest;
import org.konsil.web.http.CurrentRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#retrieving-server-keys">Retrieving server
 * keys</a>. Open to everybody: the answers are signed.
 */
@Path("/key/v2")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServerKeysResource {
  @Inject private CurrentRequest current;
  @Inject private KeyPublishingService keys;

  @GET
  @Path("/server")
  public ObjectNode getServerKey() {
    return keys.ownKeys(current.domain().name());
  }

  @GET
  @Path("/query/{serverName}")
  public ObjectNode perspectivesKeyQuery(
      @PathParam("serverName") String serverName,
      @QueryParam("minimum_valid_until_ts") Long minimumValidUntil) {
    return keys.query(
        current.domain().name(),
        ServerName.parse(serverName),
        Optional.ofNullable(minimumValidUntil));
  }

  @POST
  @Path("/query")
  public ObjectNode bulkPerspectivesKeyQuery(KeyQueryRequest request) {
    return keys.query(current.domain().name(), request);
  }
}
