package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.konsil.administration.RoomPurgeAdministrationService;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.roompurge.RoomPurge;
import org.konsil.web.http.AccessToken;

/** The ends of rooms. */
@Path("/room_purges")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomPurgesResource {
  private static final long USUAL_WAIT_HOURS = 24;

  @Inject private Administrator administrator;
  @Inject private RoomPurgeAdministrationService purges;

  /** The end of a room, as the API shows it; times in milliseconds since the epoch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RoomPurgeResponse(
      @JsonProperty("room_id") String roomId,
      String cause,
      String phase,
      @JsonProperty("requested_by") String requestedBy,
      String reason,
      boolean closed,
      @JsonProperty("requested_at") long requestedAt,
      @JsonProperty("due_at") long dueAt,
      @JsonProperty("deleted_rows") long deletedRows,
      @JsonProperty("finished_at") Long finishedAt) {
    static RoomPurgeResponse of(RoomPurge purge) {
      return new RoomPurgeResponse(
          purge.room().value(),
          purge.cause().name().toLowerCase(Locale.ROOT),
          purge.phase().name().toLowerCase(Locale.ROOT),
          purge.requestedBy().map(UserId::value).orElse(null),
          purge.reason(),
          purge.closed(),
          purge.requestedAt().toEpochMilli(),
          purge.dueAt().toEpochMilli(),
          purge.deletedRows(),
          purge.finishedAt().map(Instant::toEpochMilli).orElse(null));
    }
  }

  /** All members may be missing. */
  public record PurgeRoomRequest(
      String reason, Boolean closed, @JsonProperty("wait_hours") Long waitHours) {
    String reasonOrNone() {
      return reason == null ? "" : reason;
    }

    boolean closedUnlessDenied() {
      return closed == null || closed;
    }

    Duration waitOrUsual() {
      return Duration.ofHours(waitHours == null ? USUAL_WAIT_HOURS : waitHours);
    }
  }

  @GET
  public PageResponse<RoomPurgeResponse> listRoomPurges(@BeanParam PageQuery page) {
    return PageResponse.of(
        purges.list(administrator.caller(), page.first(), page.count()), RoomPurgeResponse::of);
  }

  @GET
  @Path("/{roomId}")
  public RoomPurgeResponse getRoomPurge(@PathParam("roomId") String roomId) {
    return RoomPurgeResponse.of(purges.get(administrator.caller(), RoomId.parse(roomId)));
  }

  @PUT
  @Path("/{roomId}")
  public RoomPurgeResponse purgeRoom(@PathParam("roomId") String roomId, PurgeRoomRequest request) {
    return RoomPurgeResponse.of(
        purges.purge(
            administrator.caller(),
            RoomId.parse(roomId),
            request.reasonOrNone(),
            request.closedUnlessDenied(),
            request.waitOrUsual()));
  }

  @DELETE
  @Path("/{roomId}")
  public Map<String, Object> endRoomPurge(@PathParam("roomId") String roomId) {
    purges.callOff(administrator.caller(), RoomId.parse(roomId));
    return Map.of();
  }
}
