package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.scheduling.ScheduledMessage;
import org.konsil.scheduling.ScheduledMessageService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Messages to be sent at a time: our own operations, described in docs/integration.md. */
@Path("/client/v1/scheduled_messages")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class ScheduledMessageResource {
  @Inject private CurrentRequest current;
  @Inject private ScheduledMessageService scheduled;

  /**
   * Body of scheduleMessage.
   *
   * @param sendAt in milliseconds since the epoch
   */
  public record ScheduleRequest(
      @JsonProperty("type") String type,
      @JsonProperty("content") ObjectNode content,
      @JsonProperty("send_at") Long sendAt) {}

  @PUT
  @Path("{roomId}/{txnId}")
  public Map<String, String> scheduleMessage(
      @PathParam("roomId") String roomId, @PathParam("txnId") String txnId, ScheduleRequest body) {
    return Map.of(
        "scheduled_id",
        scheduled.schedule(
            current.requester(),
            RoomId.parse(roomId),
            txnId,
            body.type(),
            body.content(),
            body.sendAt()));
  }

  @GET
  public Map<String, List<ScheduledMessage>> getScheduledMessages() {
    return Map.of("scheduled", scheduled.list(current.requester()));
  }

  @DELETE
  @Path("{scheduledId}")
  public ObjectNode cancelScheduledMessage(@PathParam("scheduledId") String scheduledId) {
    scheduled.cancel(current.requester(), scheduledId);
    return Json.object();
  }
}
