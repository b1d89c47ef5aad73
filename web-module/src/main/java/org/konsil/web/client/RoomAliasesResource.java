package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.roomdirectory.RoomAddressService;
import org.konsil.roomdirectory.RoomAliasService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Room aliases". */
@Path("/client/v3/directory/room/{roomAlias}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomAliasesResource {
  @Inject private CurrentRequest current;
  @Inject private RoomAliasService aliases;
  @Inject private RoomAddressService addresses;

  /** Body of setRoomAlias. */
  public record SetAliasRequest(@JsonProperty("room_id") String roomId) {
    RoomId room() {
      if (roomId == null) {
        throw MatrixException.missingParam("'room_id' is missing");
      }
      return RoomId.parse(roomId);
    }
  }

  @PUT
  @AccessToken
  public Map<String, String> setRoomAlias(
      @PathParam("roomAlias") String roomAlias, SetAliasRequest body) {
    aliases.set(current.requester(), RoomAlias.parse(roomAlias), body.room());
    return Map.of();
  }

  @GET
  public RoomAliasService.Resolved getRoomIdByAlias(@PathParam("roomAlias") String roomAlias) {
    return addresses.resolve(current.domain().name(), RoomAlias.parse(roomAlias));
  }

  @DELETE
  @AccessToken
  public Map<String, String> deleteRoomAlias(@PathParam("roomAlias") String roomAlias) {
    aliases.delete(current.requester(), RoomAlias.parse(roomAlias));
    return Map.of();
  }
}
