package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.roomdirectory.PublicRoomsRequest;
import org.konsil.roomdirectory.RoomDirectoryService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.OptionalAccessToken;

/** Client-server API, "Published room directory", and what application services may add to it. */
@Path("/client/v3")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomDirectoryResource {
  @Inject private CurrentRequest current;
  @Inject private RoomDirectoryService directory;

  /** Body of setRoomVisibilityOnDirectory and updateAppserviceRoomDirectoryVisibility. */
  public record VisibilityRequest(String visibility) {}

  @GET
  @Path("directory/list/room/{roomId}")
  @OptionalAccessToken
  public Map<String, String> getRoomVisibilityOnDirectory(@PathParam("roomId") String roomId) {
    boolean published =
        directory.isPublished(
            current.findRequester(), current.domain().name(), RoomId.parse(roomId));
    return Map.of("visibility", published ? "public" : "private");
  }

  @PUT
  @Path("directory/list/room/{roomId}")
  @AccessToken
  public Map<String, String> setRoomVisibilityOnDirectory(
      @PathParam("roomId") String roomId, VisibilityRequest body) {
    directory.publish(current.requester(), RoomId.parse(roomId), body.visibility());
    return Map.of();
  }

  @PUT
  @Path("directory/list/appservice/{networkId}/{roomId}")
  @AccessToken
  public Map<String, String> updateAppserviceRoomDirectoryVisibility(
      @PathParam("networkId") String networkId,
      @PathParam("roomId") String roomId,
      VisibilityRequest body) {
    directory.publishInNetwork(
        current.requester(), networkId, RoomId.parse(roomId), body.visibility());
    return Map.of();
  }

  @GET
  @Path("publicRooms")
  @OptionalAccessToken
  public ObjectNode getPublicRooms(
      @QueryParam("limit") String limit,
      @QueryParam("since") String since,
      @QueryParam("server") String server) {
    return directory.list(
        current.findRequester(),
        current.domain().name(),
        server,
        PublicRoomsRequest.parse(limit, since));
  }

  @POST
  @Path("publicRooms")
  @AccessToken
  public ObjectNode queryPublicRooms(@QueryParam("server") String server, PublicRoomsRequest body) {
    return directory.list(Optional.of(current.requester()), current.domain().name(), server, body);
  }
}
