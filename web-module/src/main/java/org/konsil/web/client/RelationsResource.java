package org.konsil.web.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.timeline.RelationService;
import org.konsil.timeline.RelationsRequest;
import org.konsil.timeline.RelationsResponse;
import org.konsil.timeline.ThreadsRequest;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Forming relationships between events" and "Threading". */
@Path("/client/v1/rooms/{roomId}")
@RequestScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RelationsResource {
  @Inject private CurrentRequest current;
  @Inject private RelationService relations;

  @PathParam("roomId")
  private String roomId;

  @QueryParam("from")
  private String from;

  @QueryParam("to")
  private String to;

  @QueryParam("dir")
  private String dir;

  @QueryParam("limit")
  private String limit;

  @QueryParam("recurse")
  private String recurse;

  @GET
  @Path("relations/{eventId}")
  public RelationsResponse getRelatingEvents(@PathParam("eventId") String eventId) {
    return relations.relating(current.requester(), request(eventId, null, null));
  }

  @GET
  @Path("relations/{eventId}/{relType}")
  public RelationsResponse getRelatingEventsWithRelType(
      @PathParam("eventId") String eventId, @PathParam("relType") String relType) {
    return relations.relating(current.requester(), request(eventId, relType, null));
  }

  @GET
  @Path("relations/{eventId}/{relType}/{eventType}")
  public RelationsResponse getRelatingEventsWithRelTypeAndEventType(
      @PathParam("eventId") String eventId,
      @PathParam("relType") String relType,
      @PathParam("eventType") String eventType) {
    return relations.relating(current.requester(), request(eventId, relType, eventType));
  }

  @GET
  @Path("threads")
  public RelationsResponse getThreadRoots(@QueryParam("include") String include) {
    ThreadsRequest request = ThreadsRequest.parse(include, limit, from);
    return relations.threads(current.requester(), RoomId.parse(roomId), request);
  }

  private RelationsRequest request(String eventId, String relType, String eventType) {
    return RelationsRequest.parse(
        RoomId.parse(roomId),
        EventId.asked(eventId),
        relType,
        eventType,
        new RelationsRequest.Query(from, to, dir, limit, recurse));
  }
}
