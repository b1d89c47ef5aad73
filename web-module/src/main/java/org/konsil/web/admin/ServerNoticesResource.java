package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.konsil.administration.ServerNoticeAdministrationService;
import org.konsil.core.id.UserId;
import org.konsil.servernotice.ServerNotice;
import org.konsil.servernotice.ServerNoticeService;
import org.konsil.web.http.AccessToken;

/** What the administration tells users by the server. */
@Path("/users/{userId}/server_notices/{txnId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class ServerNoticesResource {
  @Inject private Administrator administrator;
  @Inject private ServerNoticeAdministrationService notices;

  /** A notice; {@code adminContact} and {@code pinned} may be missing. */
  public record SendServerNoticeRequest(
      String body, @JsonProperty("admin_contact") String adminContact, Boolean pinned) {
    ServerNotice notice() {
      return new ServerNotice(
          Given.required("body", body),
          Optional.ofNullable(adminContact),
          Boolean.TRUE.equals(pinned));
    }
  }

  /** Where the notice is. */
  public record SendServerNoticeResponse(
      @JsonProperty("room_id") String roomId, @JsonProperty("event_id") String eventId) {
    static SendServerNoticeResponse of(ServerNoticeService.Sent sent) {
      return new SendServerNoticeResponse(sent.room().value(), sent.event().value());
    }
  }

  @PUT
  public SendServerNoticeResponse sendServerNotice(
      @PathParam("userId") String userId,
      @PathParam("txnId") String txnId,
      SendServerNoticeRequest request) {
    UserId user = UserId.parse(userId);
    return SendServerNoticeResponse.of(
        notices.send(administrator.of(user), user, txnId, request.notice()));
  }
}
