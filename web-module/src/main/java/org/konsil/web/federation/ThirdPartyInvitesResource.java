package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.id.RoomId;
import org.konsil.federation.resident.ThirdPartyInviteService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#third-party-invites">Third-party
 * invites</a>.
 */
@Path("/federation/v1/exchange_third_party_invite")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class ThirdPartyInvitesResource {
  @Inject private CurrentRequest current;
  @Inject private ThirdPartyInviteService invites;

  @PUT
  @Path("/{roomId}")
  public Map<String, String> exchangeThirdPartyInvite(
      @PathParam("roomId") String roomId, ObjectNode body) {
    invites.exchange(current.federationRequester(), RoomId.parse(roomId), body);
    return Map.of();
  }
}
