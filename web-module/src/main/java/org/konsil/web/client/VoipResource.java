package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.voip.TurnServerService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Voice over IP". */
@Path("/client/v3/voip/turnServer")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class VoipResource {
  @Inject private CurrentRequest current;
  @Inject private TurnServerService turn;

  @GET
  public ObjectNode getTurnServer() {
    return turn.credentials(current.requester());
  }
}
