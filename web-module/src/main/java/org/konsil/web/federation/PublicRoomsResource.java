package org.konsil.web.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.roomdirectory.PublicRoomsRequest;
import org.konsil.roomdirectory.PublicRoomsResponse;
import org.konsil.roomdirectory.RoomDirectoryService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#published-room-directory">Published room
 * directory</a>.
 */
@Path("/federation/v1/publicRooms")
@SignedRequest
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PublicRoomsResource {
  @Inject private CurrentRequest current;
  @Inject private RoomDirectoryService directory;

  @GET
  public PublicRoomsResponse getPublicRooms(
      @QueryParam("limit") String limit,
      @QueryParam("since") String since,
      @QueryParam("include_all_networks") Boolean allNetworks,
      @QueryParam("third_party_instance_id") String instanceId) {
    return directory.listForServer(
        current.federationRequester().destination(),
        PublicRoomsRequest.parse(limit, since, allNetworks, instanceId));
  }

  @POST
  public PublicRoomsResponse queryPublicRooms(PublicRoomsRequest request) {
    return directory.listForServer(current.federationRequester().destination(), request);
  }
}
