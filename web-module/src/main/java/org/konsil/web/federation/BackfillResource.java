package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.federation.resident.EventServingService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Backfilling and retrieving missing events". */
@Path("/federation")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class BackfillResource {
  @Inject private CurrentRequest current;
  @Inject private EventServingService events;

  @GET
  @Path("v1/backfill/{roomId}")
  public ObjectNode backfillRoom(
      @PathParam("roomId") String roomId,
      @QueryParam("v") List<String> from,
      @QueryParam("limit") @DefaultValue("10") int limit) {
    return events.backfill(current.federationRequester(), RoomId.parse(roomId), from, limit);
  }

  @POST
  @Path("v1/get_missing_events/{roomId}")
  public ObjectNode getMissingPreviousEvents(@PathParam("roomId") String roomId, ObjectNode body) {
    return events.missingEvents(current.federationRequester(), RoomId.parse(roomId), body);
  }
}
