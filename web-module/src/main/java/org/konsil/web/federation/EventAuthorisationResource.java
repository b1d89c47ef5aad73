package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.federation.resident.EventServingService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Retrieving event authorisation information". */
@Path("/federation")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class EventAuthorisationResource {
  @Inject private CurrentRequest current;
  @Inject private EventServingService events;

  @GET
  @Path("v1/event_auth/{roomId}/{eventId}")
  public ObjectNode getEventAuth(
      @PathParam("roomId") String roomId, @PathParam("eventId") String eventId) {
    return events.eventAuth(
        current.federationRequester(), RoomId.parse(roomId), EventId.parse(eventId));
  }
}
