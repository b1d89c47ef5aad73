package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.longpoll.LongPolling;
import org.konsil.oldsync.EventStreamService;
import org.konsil.oldsync.InitialSyncService;
import org.konsil.sync.SyncToken;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.web.http.NotCounted;

/**
 * Client-server API, "Room previews": the event stream, which is deprecated for everything else,
 * and what went with it.
 */
@Path("/client/v3")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class EventStreamResource {
  @Inject private CurrentRequest current;
  @Inject private EventStreamService streams;
  @Inject private InitialSyncService snapshots;
  @Inject private LongPolling polling;

  /** getEvents, and with {@code room_id} peekEvents. */
  @GET
  @Path("events")
  @GuestAccess
  @NotCounted
  public void peekEvents(
      @QueryParam("from") String from,
      @QueryParam("room_id") String roomId,
      @QueryParam("timeout") @DefaultValue("0") long timeoutMillis,
      @Suspended AsyncResponse response) {
    Requester requester = current.requester();
    Optional<RoomId> room = Optional.ofNullable(roomId).map(RoomId::parse);
    SyncToken start = Optional.ofNullable(from).map(SyncToken::parse).orElseGet(streams::now);
    LongPolling.Polling waiting =
        polling.poll(
            () -> streams.wakeKeys(requester, room),
            () -> streams.read(requester, start, room),
            Duration.ofMillis(timeoutMillis),
            response::resume,
            response::resume);
    response.register((CompletionCallback) failure -> waiting.cancel());
  }

  @GET
  @Path("events/{eventId}")
  public ObjectNode getOneEvent(@PathParam("eventId") String eventId) {
    return streams.event(current.requester(), EventId.asked(eventId));
  }

  @GET
  @Path("initialSync")
  public ObjectNode initialSync(
      @QueryParam("limit") String limit,
      @QueryParam("archived") @DefaultValue("false") boolean archived) {
    return snapshots.all(current.requester(), limit, archived);
  }
}
