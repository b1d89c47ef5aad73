package org.konsil.web.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.federation.resident.InviteReceivingService;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Inviting to a room". */
@Path("/federation")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class InvitingResource {
  @Inject private CurrentRequest current;
  @Inject private InviteReceivingService invites;

  /** Room versions 1 and 2; answers as old servers expect it: a status, then the body. */
  @Measured(RawDataOperation.INVITATION_RECEIVED)
  @PUT
  @Path("/v1/invite/{roomId}/{eventId}")
  public List<Object> sendInviteV1(
      @PathParam("roomId") String roomId, @PathParam("eventId") String eventId, ObjectNode body) {
    JsonNode state = body.path("unsigned").path("invite_room_state").deepCopy();
    return List.of(200, Map.of("event", invite(roomId, eventId, "1", body, state)));
  }

  @Measured(RawDataOperation.INVITATION_RECEIVED)
  @PUT
  @Path("/v2/invite/{roomId}/{eventId}")
  public Map<String, ObjectNode> sendInviteV2(
      @PathParam("roomId") String roomId, @PathParam("eventId") String eventId, ObjectNode body) {
    return Map.of(
        "event",
        invite(
            roomId,
            eventId,
            body.path("room_version").textValue(),
            body.path("event"),
            body.path("invite_room_state")));
  }

  private ObjectNode invite(
      String roomId, String eventId, String version, JsonNode event, JsonNode state) {
    return invites.invite(
        current.federationRequester(),
        RoomId.parse(roomId),
        EventId.parse(eventId),
        version,
        event,
        state);
  }
}
