package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.administration.RoomAdministrationService;
import org.konsil.administration.RoomClosureService;
import org.konsil.closedroom.ClosedRoom;
import org.konsil.core.id.RoomId;
import org.konsil.roomcensus.DomainMember;
import org.konsil.roomcensus.RoomFigures;
import org.konsil.web.http.AccessToken;

/** The rooms that users of a domain are in, and those that are closed to them. */
@Path("/domains/{serverName}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {
  @Inject private Administrator administrator;
  @Inject private RoomAdministrationService rooms;
  @Inject private RoomClosureService closures;

  /** A room, as the API shows it; {@code createdAt} in milliseconds since the epoch. */
  public record RoomResponse(
      @JsonProperty("room_id") String roomId,
      @JsonProperty("room_version") String roomVersion,
      @JsonProperty("created_at") long createdAt,
      long members,
      @JsonProperty("members_of_all_servers") long membersOfAll,
      boolean encrypted) {
    static RoomResponse of(RoomFigures room) {
      return new RoomResponse(
          room.room().value(),
          room.version(),
          room.createdAt().toEpochMilli(),
          room.members(),
          room.membersOfAll(),
          room.encrypted());
    }
  }

  /** A user of the domain in a room. */
  public record MemberResponse(@JsonProperty("user_id") String userId, String membership) {
    static MemberResponse of(DomainMember member) {
      return new MemberResponse(member.user().value(), member.membership());
    }
  }

  /** Whether a room is closed; who closed it, why and when are null when it is not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ClosedRoomResponse(
      @JsonProperty("room_id") String roomId,
      boolean closed,
      String reason,
      @JsonProperty("closed_by") String closedBy,
      @JsonProperty("closed_at") Long closedAt) {
    static ClosedRoomResponse of(ClosedRoom room) {
      return new ClosedRoomResponse(
          room.room().value(),
          true,
          room.reason(),
          room.closedBy().value(),
          room.closedAt().toEpochMilli());
    }

    static ClosedRoomResponse open(RoomId room) {
      return new ClosedRoomResponse(room.value(), false, null, null, null);
    }
  }

  /** {@code reason}: what the users are told; may be missing. */
  public record CloseRoomRequest(String reason) {}

  /** {@code left}: how many users were taken out. */
  public record ShutDownRoomResponse(int left) {}

  @GET
  @Path("/rooms")
  public PageResponse<RoomResponse> listRooms(
      @PathParam("serverName") String serverName, @BeanParam PageQuery page) {
    return PageResponse.of(
        rooms.list(administrator.of(serverName), page.first(), page.count()), RoomResponse::of);
  }

  @GET
  @Path("/rooms/{roomId}")
  public RoomResponse getRoom(
      @PathParam("serverName") String serverName, @PathParam("roomId") String roomId) {
    return RoomResponse.of(rooms.get(administrator.of(serverName), RoomId.parse(roomId)));
  }

  @GET
  @Path("/rooms/{roomId}/members")
  public PageResponse<MemberResponse> listMembers(
      @PathParam("serverName") String serverName,
      @PathParam("roomId") String roomId,
      @BeanParam PageQuery page) {
    return PageResponse.of(
        rooms.members(
            administrator.of(serverName), RoomId.parse(roomId), page.first(), page.count()),
        MemberResponse::of);
  }

  @POST
  @Path("/rooms/{roomId}/shut_down")
  public ShutDownRoomResponse shutDownRoom(
      @PathParam("serverName") String serverName,
      @PathParam("roomId") String roomId,
      CloseRoomRequest request) {
    return new ShutDownRoomResponse(
        rooms.shutDown(
            administrator.of(serverName),
            RoomId.parse(roomId),
            Optional.ofNullable(request.reason())));
  }

  @GET
  @Path("/closed_rooms")
  public PageResponse<ClosedRoomResponse> listClosedRooms(
      @PathParam("serverName") String serverName, @BeanParam PageQuery page) {
    return PageResponse.of(
        closures.list(administrator.of(serverName), page.first(), page.count()),
        ClosedRoomResponse::of);
  }

  @GET
  @Path("/closed_rooms/{roomId}")
  public ClosedRoomResponse getClosedRoom(
      @PathParam("serverName") String serverName, @PathParam("roomId") String roomId) {
    RoomId room = RoomId.parse(roomId);
    return closures
        .find(administrator.of(serverName), room)
        .map(ClosedRoomResponse::of)
        .orElseGet(() -> ClosedRoomResponse.open(room));
  }

  @PUT
  @Path("/closed_rooms/{roomId}")
  public ClosedRoomResponse closeRoom(
      @PathParam("serverName") String serverName,
      @PathParam("roomId") String roomId,
      CloseRoomRequest request) {
    Requester admin = administrator.of(serverName);
    RoomId room = RoomId.parse(roomId);
    closures.close(admin, room, Optional.ofNullable(request.reason()));
    return getClosedRoom(serverName, roomId);
  }

  @DELETE
  @Path("/closed_rooms/{roomId}")
  public Map<String, Object> openRoom(
      @PathParam("serverName") String serverName, @PathParam("roomId") String roomId) {
    closures.open(administrator.of(serverName), RoomId.parse(roomId));
    return Map.of();
  }
}
