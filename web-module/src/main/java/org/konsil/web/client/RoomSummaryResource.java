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
import java.util.List;
import org.konsil.roomdirectory.RoomSummaryService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Room summaries". */
@Path("/client/v1/room_summary/{roomIdOrAlias}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomSummaryResource {
  @Inject private CurrentRequest current;
  @Inject private RoomSummaryService summaries;

  @GET
  public ObjectNode getRoomSummary(
      @PathParam("roomIdOrAlias") String roomIdOrAlias, @QueryParam("via") List<String> via) {
    return summaries.summary(current.requester(), roomIdOrAlias, via);
  }
}
