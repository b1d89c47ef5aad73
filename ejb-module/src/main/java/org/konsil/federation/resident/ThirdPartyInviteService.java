package org.konsil.federation.resident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.inbound.Residency;
import org.konsil.participation.InvitePreparationService;
import org.konsil.participation.InvitePreparationService.PreparedInvite;
import org.konsil.participation.RemoteRooms;

/**
 * Third-party invites of our users that a user of another server redeems (server-server API,
 * "Third-party invites"). The invite is ours: of what the other server sends only the proof is
 * taken over, and the room's rules check it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ThirdPartyInviteService {
  private static final String PROOF = "third_party_invite";

  @Inject Residency residency;
  @Inject InvitePreparationService invites;
  @Inject RemoteRooms remote;

  /**
   * Invites the user whom the proof is for, by way of that user's server.
   *
   * @param wanted the membership event as the other server would have it
   * @throws MatrixException M_INVALID_PARAM when it is no such event; M_FORBIDDEN when the proof
   *     does not convince or the sender is none of ours; M_NOT_FOUND for rooms without us
   */
  public void exchange(FederationRequester requester, RoomId room, ObjectNode wanted) {
    JsonNode content = wanted.path("content");
    boolean invite =
        wanted.path("type").asText("").equals(EventTypes.MEMBER)
            && wanted.path("room_id").asText("").equals(room.value())
            && content.path("membership").asText("").equals("invite")
            && content.path(PROOF).path("signed").isObject();
    if (!invite) {
      throw MatrixException.invalidParam("The event redeems no third-party invite");
    }
    UserId sender = UserId.parse(wanted.path("sender").asText(""));
    UserId invitee = UserId.parse(wanted.path("state_key").asText(""));
    residency.requireOpen(requester.origin(), requester.destination(), room);
    if (!sender.server().equals(requester.destination())
        || !invitee.server().equals(requester.origin())) {
      throw MatrixException.forbidden("Only invites by our users for yours are redeemed here");
    }
    PreparedInvite prepared = invites.redeem(sender, room, invitee, proof(content.path(PROOF)));
    remote.invite(prepared.event(), prepared.state());
  }

  private static ObjectNode proof(JsonNode given) {
    ObjectNode proof = Json.object();
    if (given.path("display_name").isTextual()) {
      proof.set("display_name", given.get("display_name"));
    }
    proof.set("signed", given.get("signed").deepCopy());
    return proof;
  }
}
