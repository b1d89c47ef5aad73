package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.participation.MembershipService;
import org.konsil.participation.RoomEntranceService;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.web.http.Measured;

/** Client-server API, "Room membership". */
@Path("/client/v3/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomMembershipResource {
  @Inject private CurrentRequest current;
  @Inject private MembershipService memberships;
  @Inject private RoomEntranceService entrance;

  /** Body of operations that may say why. */
  public record ReasonRequest(String reason) {
    Optional<String> why() {
      return Optional.ofNullable(reason);
    }
  }

  /** Body of operations on another user; {@code medium}: set when a third-party id is meant. */
  public record TargetRequest(
      @JsonProperty("user_id") String userId, String reason, String medium) {
    UserId target() {
      if (userId == null && medium != null) {
        throw MatrixException.of(
            ErrorCode.M_THREEPID_DENIED, "Invitations by e-mail or telephone are not offered");
      }
      if (userId == null) {
        throw MatrixException.missingParam("'user_id' is missing");
      }
      return UserId.parse(userId);
    }

    Optional<String> why() {
      return Optional.ofNullable(reason);
    }
  }

  @Measured(RawDataOperation.INVITATION_WITHIN)
  @POST
  @Path("invite")
  public Map<String, String> inviteUser(@PathParam("roomId") String roomId, TargetRequest body) {
    current.invites(body.target());
    entrance.invite(current.requester(), RoomId.parse(roomId), body.target(), body.why());
    return Map.of();
  }

  @POST
  @Path("join")
  @GuestAccess
  public Map<String, String> joinRoomById(@PathParam("roomId") String roomId, ReasonRequest body) {
    RoomId joined = entrance.join(current.requester(), RoomId.parse(roomId), List.of(), body.why());
    return Map.of("room_id", joined.value());
  }

  @POST
  @Path("leave")
  @GuestAccess
  public Map<String, String> leaveRoom(@PathParam("roomId") String roomId, ReasonRequest body) {
    entrance.leave(current.requester(), RoomId.parse(roomId), body.why());
    return Map.of();
  }

  @POST
  @Path("forget")
  public Map<String, String> forgetRoom(@PathParam("roomId") String roomId) {
    memberships.forget(current.requester(), RoomId.parse(roomId));
    return Map.of();
  }

  @POST
  @Path("kick")
  public Map<String, String> kick(@PathParam("roomId") String roomId, TargetRequest body) {
    entrance.kick(current.requester(), RoomId.parse(roomId), body.target(), body.why());
    return Map.of();
  }

  @POST
  @Path("ban")
  public Map<String, String> ban(@PathParam("roomId") String roomId, TargetRequest body) {
    entrance.ban(current.requester(), RoomId.parse(roomId), body.target(), body.why());
    return Map.of();
  }

  @POST
  @Path("unban")
  public Map<String, String> unban(@PathParam("roomId") String roomId, TargetRequest body) {
    entrance.unban(current.requester(), RoomId.parse(roomId), body.target(), body.why());
    return Map.of();
  }
}
