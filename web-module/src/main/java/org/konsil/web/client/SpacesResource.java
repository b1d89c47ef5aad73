package org.konsil.web.client;

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
import org.konsil.roomdirectory.HierarchyRequest;
import org.konsil.roomdirectory.RoomSummaryService;
import org.konsil.timeline.TimelineService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Spaces", and the event of a room nearest to a time. */
@Path("/client/v1/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class SpacesResource {
  @Inject private CurrentRequest current;
  @Inject private RoomSummaryService summaries;
  @Inject private TimelineService timeline;

  @GET
  @Path("hierarchy")
  public ObjectNode getSpaceHierarchy(
      @PathParam("roomId") String roomId,
      @QueryParam("suggested_only") String suggestedOnly,
      @QueryParam("limit") String limit,
      @QueryParam("max_depth") String maxDepth,
      @QueryParam("from") String from) {
    HierarchyRequest request = HierarchyRequest.parse(suggestedOnly, limit, maxDepth, from);
    return summaries.hierarchy(current.requester(), RoomId.parse(roomId), request);
  }

  @GET
  @Path("timestamp_to_event")
  public TimelineService.NearestEvent getEventByTimestamp(
      @PathParam("roomId") String roomId,
      @QueryParam("ts") String ts,
      @QueryParam("dir") String dir) {
    return timeline.nearest(current.requester(), RoomId.parse(roomId), ts, dir);
  }
}
