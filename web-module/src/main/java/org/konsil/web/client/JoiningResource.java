package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.konsil.core.id.RoomId;
import org.konsil.participation.MembershipService;
import org.konsil.roomdirectory.RoomAddressService;
import org.konsil.web.client.RoomMembershipResource.ReasonRequest;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/** Client-server API, "Room membership": the operations whose path does not start with the room. */
@Path("/client/v3")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class JoiningResource {
  @Inject private CurrentRequest current;
  @Inject private MembershipService memberships;
  @Inject private RoomAddressService addresses;

  @GET
  @Path("joined_rooms")
  public Map<String, List<String>> getJoinedRooms() {
    return Map.of(
        "joined_rooms",
        memberships.joinedRooms(current.requester()).stream().map(RoomId::value).toList());
  }

  @POST
  @Path("join/{roomIdOrAlias}")
  @GuestAccess
  public Map<String, String> joinRoom(
      @PathParam("roomIdOrAlias") String roomIdOrAlias,
      @QueryParam("via") List<String> via,
      @QueryParam("server_name") List<String> serverName,
      ReasonRequest body) {
    RoomId joined =
        addresses.join(current.requester(), roomIdOrAlias, all(via, serverName), body.why());
    return Map.of("room_id", joined.value());
  }

  @POST
  @Path("knock/{roomIdOrAlias}")
  public Map<String, String> knockRoom(
      @PathParam("roomIdOrAlias") String roomIdOrAlias,
      @QueryParam("via") List<String> via,
      @QueryParam("server_name") List<String> serverName,
      ReasonRequest body) {
    RoomId knocked =
        addresses.knock(current.requester(), roomIdOrAlias, all(via, serverName), body.why());
    return Map.of("room_id", knocked.value());
  }

  /** {@code server_name} is what {@code via} was called before version 1.12. */
  private static List<String> all(List<String> via, List<String> serverName) {
    return Stream.concat(via.stream(), serverName.stream()).toList();
  }
}
