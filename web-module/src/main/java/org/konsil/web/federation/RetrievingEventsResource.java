package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.federation.resident.EventServingService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Retrieving events". */
@Path("/federation")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class RetrievingEventsResource {
  @Inject private CurrentRequest current;
  @Inject private EventServingService events;

  @GET
  @Path("v1/event/{eventId}")
  public ObjectNode getEvent(@PathParam("eventId") String eventId) {
    return events.event(current.federationRequester(), EventId.parse(eventId));
  }

  @GET
  @Path("v1/state/{roomId}")
  public ObjectNode getRoomState(
      @PathParam("roomId") String roomId, @QueryParam("event_id") String eventId) {
    return events.state(
        current.federationRequester(), RoomId.parse(roomId), EventId.asked(eventId));
  }

  @GET
  @Path("v1/state_ids/{roomId}")
  public ObjectNode getRoomStateIds(
      @PathParam("roomId") String roomId, @QueryParam("event_id") String eventId) {
    return events.stateIds(
        current.federationRequester(), RoomId.parse(roomId), EventId.asked(eventId));
  }

  @GET
  @Path("v1/timestamp_to_event/{roomId}")
  public ObjectNode getEventByTimestamp(
      @PathParam("roomId") String roomId,
      @QueryParam("ts") Long millis,
      @QueryParam("dir") String direction) {
    return events.nearest(current.federationRequester(), RoomId.parse(roomId), millis, direction);
  }
}
