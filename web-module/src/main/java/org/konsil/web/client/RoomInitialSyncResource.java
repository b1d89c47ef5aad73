package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.RoomId;
import org.konsil.oldsync.InitialSyncService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/** Client-server API, "Room previews" and getting events for a room: the deprecated snapshot. */
@Path("/client/v3/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomInitialSyncResource {
  @Inject private CurrentRequest current;
  @Inject private InitialSyncService snapshots;

  @GET
  @Path("initialSync")
  @GuestAccess
  public ObjectNode roomInitialSync(
      @PathParam("roomId") String roomId, @QueryParam("limit") String limit) {
    return snapshots.room(current.requester(), RoomId.parse(roomId), limit);
  }
}
