package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.org.ReportService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#reporting-content">Reporting content</a>:
 * rooms and their events.
 */
@Path("/client/v3/rooms/{roomId}/report")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class ReportContentResource {
  @Inject private CurrentRequest current;
  @Inject private ReportService reports;

  /** Why, in the user's words. */
  public record ReportRequest(String reason) {}

  @POST
  @Path("/{eventId}")
  public Map<String, Object> reportEvent(
      @PathParam("roomId") String roomId,
      @PathParam("eventId") String eventId,
      ReportRequest request) {
    reports.reportEvent(
        current.requester(), RoomId.parse(roomId), EventId.asked(eventId), request.reason());
    return Map.of();
  }

  @POST
  public Map<String, Object> reportRoom(@PathParam("roomId") String roomId, ReportRequest request) {
    reports.reportRoom(current.requester(), RoomId.parse(roomId), request.reason());
    return Map.of();
  }
}
