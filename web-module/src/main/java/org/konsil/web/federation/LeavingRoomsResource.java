package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.federation.resident.MembershipHandshakeService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Leaving Rooms". */
@Path("/federation")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class LeavingRoomsResource {
  @Inject private CurrentRequest current;
  @Inject private MembershipHandshakeService memberships;

  @GET
  @Path("/v1/make_leave/{roomId}/{userId}")
  public ObjectNode makeLeave(
      @PathParam("roomId") String roomId, @PathParam("userId") String userId) {
    return memberships.make(
        current.federationRequester(),
        RoomId.parse(roomId),
        UserId.parse(userId),
        "leave",
        List.of());
  }

  @PUT
  @Path("/v2/send_leave/{roomId}/{eventId}")
  public Map<String, String> sendLeaveV2(
      @PathParam("roomId") String roomId, @PathParam("eventId") String eventId, ObjectNode body) {
    memberships.sendLeave(
        current.federationRequester(), RoomId.parse(roomId), EventId.parse(eventId), body);
    return Map.of();
  }
}
