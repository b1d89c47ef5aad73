package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.PresenceService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Presence". */
@Path("/client/v3/presence/{userId}/status")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class PresenceResource {
  @Inject private CurrentRequest current;
  @Inject private PresenceService presences;

  /** What a client sends. */
  public record SetPresenceRequest(
      @JsonProperty("presence") String presence, @JsonProperty("status_msg") String statusMessage) {
    public SetPresenceRequest {
      if (presence == null) {
        throw MatrixException.missingParam("presence is missing");
      }
    }
  }

  @PUT
  public ObjectNode setPresence(@PathParam("userId") String userId, SetPresenceRequest body) {
    presences.setPresence(
        current.requester(),
        UserId.parse(userId),
        body.presence(),
        Optional.ofNullable(body.statusMessage()));
    return Json.object();
  }

  @GET
  public ObjectNode getPresence(@PathParam("userId") String userId) {
    return presences.status(current.requester(), UserId.parse(userId));
  }
}
