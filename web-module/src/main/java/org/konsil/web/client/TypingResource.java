package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.TypingService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Typing notifications". */
@Path("/client/v3/rooms/{roomId}/typing/{userId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class TypingResource {
  @Inject private CurrentRequest current;
  @Inject private TypingService typing;

  /** What a client sends; {@code timeout} in milliseconds. */
  public record SetTypingRequest(
      @JsonProperty("typing") Boolean typing, @JsonProperty("timeout") Long timeout) {
    public SetTypingRequest {
      if (typing == null) {
        throw MatrixException.missingParam("typing is missing");
      }
    }
  }

  @PUT
  public ObjectNode setTyping(
      @PathParam("roomId") String roomId,
      @PathParam("userId") String userId,
      SetTypingRequest body) {
    typing.setTyping(
        current.requester(),
        RoomId.parse(roomId),
        UserId.parse(userId),
        body.typing(),
        body.timeout());
    return Json.object();
  }
}
