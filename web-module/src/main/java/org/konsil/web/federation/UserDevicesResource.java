package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.UserId;
import org.konsil.e2ee.SharedKeysService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#device-management">Device management</a>.
 */
@Path("/federation/v1/user/devices")
@SignedRequest
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserDevicesResource {
  @Inject private CurrentRequest current;
  @Inject private SharedKeysService keys;

  @GET
  @Path("/{userId}")
  public ObjectNode getUserDevices(@PathParam("userId") String userId) {
    return keys.userDevices(current.federationRequester().destination(), UserId.parse(userId));
  }
}
