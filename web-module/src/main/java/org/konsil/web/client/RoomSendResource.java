package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.participation.EventSendingService;
import org.konsil.participation.StateSendingService;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.web.http.Measured;

/** Client-server API, "Sending events to a room" and "Redactions". */
@Path("/client/v3/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomSendResource {
  @Inject private CurrentRequest current;
  @Inject private EventSendingService sending;
  @Inject private StateSendingService states;

  /** Body of redactEvent. */
  public record RedactRequest(String reason) {}

  @Measured(RawDataOperation.EVENT_WITHIN)
  @PUT
  @Path("send/{eventType}/{txnId}")
  @GuestAccess
  public Map<String, String> sendMessage(
      @PathParam("roomId") String roomId,
      @PathParam("eventType") String eventType,
      @PathParam("txnId") String txnId,
      @QueryParam("ts") Long ts,
      ObjectNode body) {
    return sent(
        sending.send(current.requester(), RoomId.parse(roomId), eventType, txnId, body, time(ts)));
  }

  @Measured(RawDataOperation.EVENT_WITHIN)
  @PUT
  @Path("state/{eventType}")
  @GuestAccess
  public Map<String, String> setRoomStateByType(
      @PathParam("roomId") String roomId,
      @PathParam("eventType") String eventType,
      @QueryParam("ts") Long ts,
      ObjectNode body) {
    return sent(
        states.set(current.requester(), RoomId.parse(roomId), eventType, "", body, time(ts)));
  }

  @Measured(RawDataOperation.EVENT_WITHIN)
  @PUT
  @Path("state/{eventType}/{stateKey:.*}")
  @GuestAccess
  public Map<String, String> setRoomStateWithKey(
      @PathParam("roomId") String roomId,
      @PathParam("eventType") String eventType,
      @PathParam("stateKey") String stateKey,
      @QueryParam("ts") Long ts,
      ObjectNode body) {
    return sent(
        states.set(current.requester(), RoomId.parse(roomId), eventType, stateKey, body, time(ts)));
  }

  @Measured(RawDataOperation.EVENT_WITHIN)
  @PUT
  @Path("redact/{eventId}/{txnId}")
  public Map<String, String> redactEvent(
      @PathParam("roomId") String roomId,
      @PathParam("eventId") String eventId,
      @PathParam("txnId") String txnId,
      RedactRequest body) {
    return sent(
        sending.redact(
            current.requester(),
            RoomId.parse(roomId),
            EventId.asked(eventId),
            txnId,
            Optional.ofNullable(body.reason())));
  }

  private static Map<String, String> sent(EventId event) {
    return Map.of("event_id", event.value());
  }

  /** Epoch milliseconds of an event that an application service has from elsewhere. */
  private static Optional<Instant> time(Long ts) {
    return Optional.ofNullable(ts).map(Instant::ofEpochMilli);
  }
}
