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
import org.konsil.core.id.RoomId;
import org.konsil.roomdirectory.RoomSummaryService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a href="https://spec.matrix.org/v1.19/server-server-api/#spaces">Spaces</a>.
 */
@Path("/federation/v1/hierarchy")
@SignedRequest
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SpaceHierarchyResource {
  @Inject private CurrentRequest current;
  @Inject private RoomSummaryService summaries;

  @GET
  @Path("/{roomId}")
  public ObjectNode getSpaceHierarchy(
      @PathParam("roomId") String roomId, @QueryParam("suggested_only") boolean suggestedOnly) {
    return summaries.hierarchyForServer(
        current.federationRequester().origin(), RoomId.parse(roomId), suggestedOnly);
  }
}
