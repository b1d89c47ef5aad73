package org.konsil.federation.resident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.AccountService;
import org.konsil.accountdata.InvitePermission;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.inbound.EventAcceptanceService;
import org.konsil.federation.inbound.PduVerification;
import org.konsil.federation.inbound.PolicyRecommendation;
import org.konsil.federation.inbound.Residency;
import org.konsil.federation.inbound.RoomGates;
import org.konsil.policy.EventAttempt;
import org.konsil.policy.PolicyService;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/** Invites of our users by users of other servers (server-server API, "Inviting to a room"). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InviteReceivingService {
  private static final int MAX_ROOM_STATE = 100;

  @Inject Residency residency;
  @Inject PduVerification verification;
  @Inject EventAcceptanceService acceptance;
  @Inject PolicyRecommendation recommendation;
  @Inject RoomGates gates;
  @Inject RoomReadService rooms;
  @Inject AccountService accounts;
  @Inject DomainService domains;
  @Inject PolicyService policy;
  @Inject InvitePermission permission;

  /**
   * Signs an invite and shows it to the invited user.
   *
   * @param version of the room, as the other server says
   * @param roomState what the user may see of the room, as the other server says
   * @return the event with our signature
   * @throws MatrixException M_INVALID_PARAM when it is no invite of a user of ours, and from room
   *     version 12 on when the room state is not; M_INCOMPATIBLE_ROOM_VERSION; M_NOT_FOUND for
   *     unknown users; M_FORBIDDEN; M_INVITE_BLOCKED
   */
  public ObjectNode invite(
      FederationRequester requester,
      RoomId room,
      EventId eventId,
      String version,
      JsonNode event,
      JsonNode roomState) {
    RoomVersion roomVersion =
        RoomVersion.find(version)
            .orElseThrow(
                () ->
                    MatrixException.of(
                            ErrorCode.M_INCOMPATIBLE_ROOM_VERSION, "Unknown room version")
                        .with("room_version", String.valueOf(version)));
    Pdu invite = verified(requester, roomVersion, room, event);
    if (!invite.eventId().equals(eventId)) {
      throw MatrixException.invalidParam("The event has another id than the path");
    }
    residency.requireNotKeptOut(requester.origin(), room);
    requireRoomState(invite, roomState);
    requireWanted(invite);
    ObjectNode signed = invite.json().deepCopy();
    ServerName own = requester.destination();
    EventSigning.sign(roomVersion, signed, own, domains.signingKey(own));
    Pdu taken = recommendation.asked(own, Pdu.parse(roomVersion, signed.deepCopy()));
    take(taken, StrippedInvite.of(roomState));
    return signed;
  }

  /**
   * Where the room id is the create event's hash, what is told of the room can be checked: its
   * beginning must be there, and whole events must be right and of that room. Servers that still
   * send stripped events are believed no more than in older versions, but not shut out.
   */
  private void requireRoomState(Pdu invite, JsonNode roomState) {
    if (!invite.roomVersion().roomIdIsCreateHash()) {
      return;
    }
    boolean begun = false;
    List<JsonNode> whole = new ArrayList<>();
    for (JsonNode event : roomState) {
      begun |= event.path("type").asText("").equals(EventTypes.CREATE);
      if (event.has("signatures") && whole.size() <= MAX_ROOM_STATE) {
        whole.add(event.deepCopy());
      }
    }
    boolean right =
        begun
            && whole.size() <= MAX_ROOM_STATE
            && verification.passing(invite.roomVersion(), invite.roomId(), whole).size()
                == whole.size();
    if (!right) {
      throw MatrixException.invalidParam("What is told of the room is not right");
    }
  }

  private Pdu verified(
      FederationRequester requester, RoomVersion version, RoomId room, JsonNode event) {
    Pdu invite;
    try {
      invite = verification.verified(version, room, event);
    } catch (MatrixException e) {
      throw MatrixException.invalidParam(e.getMessage());
    }
    boolean ours =
        invite
            .stateKey()
            .flatMap(UserId::find)
            .filter(user -> user.server().equals(requester.destination()))
            .isPresent();
    boolean theirs = invite.sender().server().equals(requester.origin());
    if (!invite.type().equals(EventTypes.MEMBER)
        || invite.membership().filter("invite"::equals).isEmpty()
        || !ours
        || !theirs) {
      throw MatrixException.invalidParam("The event is no invite of yours for a user of ours");
    }
    return invite;
  }

  /**
   * F29: what the invited user and the policy have against it is said before anything is signed.
   */
  private void requireWanted(Pdu invite) {
    UserId invitee = UserId.parse(invite.stateKey().orElseThrow());
    if (!accounts.exists(invitee)) {
      throw MatrixException.notFound("Unknown user");
    }
    permission.require(invitee, invite.sender());
    policy.checkEvent(
        new EventAttempt(
            invite.roomId(),
            invite.sender(),
            invite.type(),
            invite.stateKey(),
            invite.content(),
            key -> Optional.empty(),
            () -> Set.of(invite.sender())));
  }

  private void take(Pdu signed, ArrayNode roomState) {
    if (!rooms.isResident(signed.roomId())) {
      roomState.add(ClientEvents.stripped(signed));
      acceptance.noteOutside(signed.roomVersion(), signed, roomState);
      return;
    }
    // it comes by a transaction, too, when it cannot be placed yet
    Optional<StoredEvent> stored =
        gates.within(signed.roomId(), () -> acceptance.accept(signed, Kind.NEW));
    if (stored.filter(event -> event.rejected() || event.softFailed()).isPresent()) {
      throw MatrixException.forbidden("The room does not allow it");
    }
  }
}
