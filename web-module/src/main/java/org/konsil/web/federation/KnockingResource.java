package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.federation.resident.MembershipHandshakeService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Knocking upon a room". */
@Path("/federation")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class KnockingResource {
  @Inject private CurrentRequest current;
  @Inject private MembershipHandshakeService memberships;

  @GET
  @Path("/v1/make_knock/{roomId}/{userId}")
  public ObjectNode makeKnock(
      @PathParam("roomId") String roomId,
      @PathParam("userId") String userId,
      @QueryParam("ver") List<String> versions) {
    return memberships.make(
        current.federationRequester(),
        RoomId.parse(roomId),
        UserId.parse(userId),
        "knock",
        versions);
  }

  @PUT
  @Path("/v1/send_knock/{roomId}/{eventId}")
  public ObjectNode sendKnock(
      @PathParam("roomId") String roomId, @PathParam("eventId") String eventId, ObjectNode body) {
    return memberships.sendKnock(
        current.federationRequester(), RoomId.parse(roomId), EventId.parse(eventId), body);
  }
}
