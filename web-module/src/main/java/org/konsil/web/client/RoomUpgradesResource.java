package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.id.RoomId;
import org.konsil.participation.RoomUpgradeService;
import org.konsil.participation.UpgradeRoomRequest;
import org.konsil.roomdirectory.RoomAliasService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Room upgrades", and the names that a room has here. */
@Path("/client/v3/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomUpgradesResource {
  @Inject private CurrentRequest current;
  @Inject private RoomUpgradeService upgrades;
  @Inject private RoomAliasService aliases;

  @POST
  @Path("upgrade")
  public Map<String, String> upgradeRoom(
      @PathParam("roomId") String roomId, UpgradeRoomRequest body) {
    RoomId successor = upgrades.upgrade(current.requester(), RoomId.parse(roomId), body);
    return Map.of("replacement_room", successor.value());
  }

  @GET
  @Path("aliases")
  public Map<String, List<String>> getLocalAliases(@PathParam("roomId") String roomId) {
    return Map.of("aliases", aliases.local(current.requester(), RoomId.parse(roomId)));
  }
}
