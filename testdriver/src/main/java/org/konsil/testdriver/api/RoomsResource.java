package org.konsil.testdriver.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.konsil.testdriver.matrix.NewRoom;
import org.konsil.testdriver.matrix.Refusal;
import org.konsil.testdriver.matrix.Room;
import org.konsil.testdriver.matrix.Rooms;

/** Rooms, their members and their state. */
@Path(DevicePath.DEVICE + "/rooms")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {
  @Inject private DevicePath path;

  record Member(String mxid) {}

  /** A room to be made or changed. */
  record RoomRequest(
      String name,
      String theme,
      String roomAccess,
      String joinRule,
      Boolean isFederated,
      String historyVisibility,
      Boolean isEncrypted,
      String roomVersion,
      List<Member> invitedMembers) {
    NewRoom room() {
      return new NewRoom(
          name,
          theme,
          roomAccess,
          joinRule,
          isFederated,
          historyVisibility,
          isEncrypted,
          roomVersion);
    }

    List<String> invited() {
      return invitedMembers == null
          ? List.of()
          : invitedMembers.stream().map(Member::mxid).toList();
    }
  }

  /**
   * A state event.
   *
   * @param content as JSON text
   */
  record RoomState(
      String type, String roomId, String eventId, String content, String sender, String stateKey) {
    static RoomState of(String roomId, JsonNode event) {
      return new RoomState(
          event.path("type").asText(),
          roomId,
          event.path("event_id").asText(),
          event.path("content").toString(),
          event.path("sender").asText(),
          event.path("state_key").asText());
    }
  }

  @GET
  public List<Room> rooms() {
    return path.rooms().list();
  }

  @POST
  public Room create(RoomRequest request) {
    RoomRequest wanted = required(request);
    return path.rooms().create(wanted.room(), wanted.invited());
  }

  @GET
  @Path("/{roomId}")
  public Room room(@PathParam("roomId") String roomId) {
    return path.rooms().get(roomId);
  }

  @PUT
  @Path("/{roomId}")
  public Room change(@PathParam("roomId") String roomId, RoomRequest request) {
    return path.rooms().change(roomId, required(request).room());
  }

  /** Forgets a room that the user has left. */
  @DELETE
  @Path("/{roomId}")
  public void forget(@PathParam("roomId") String roomId) {
    path.rooms().forget(roomId);
  }

  @POST
  @Path("/{roomId}/invite")
  public Room invite(@PathParam("roomId") String roomId, List<Member> invited) {
    Rooms rooms = path.rooms();
    required(invited).forEach(member -> rooms.invite(roomId, member.mxid()));
    return rooms.get(roomId);
  }

  @POST
  @Path("/{roomId}/join")
  @Consumes(MediaType.WILDCARD)
  public void join(@PathParam("roomId") String roomId) {
    path.rooms().join(roomId);
  }

  @POST
  @Path("/{roomId}/leave")
  @Consumes(MediaType.WILDCARD)
  public void leave(@PathParam("roomId") String roomId) {
    path.rooms().leave(roomId);
  }

  @GET
  @Path("/{roomId}/state")
  public List<RoomState> state(@PathParam("roomId") String roomId) {
    List<RoomState> state = new ArrayList<>();
    path.rooms().state(roomId).forEach(event -> state.add(RoomState.of(roomId, event)));
    return state;
  }

  private static <T> T required(T body) {
    if (body == null) {
      throw new Refusal(400, "M_NOT_JSON", "A body is needed");
    }
    return body;
  }
}
