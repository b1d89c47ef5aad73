package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.LockedRoom;
import org.konsil.room.state.StrippedState;

/** Invites of users of other servers, up to the point where that server has to agree. */
@Stateless
public class InvitePreparationService {
  @Inject RoomSending sending;
  @Inject MembershipChanges memberships;

  /**
   * An invite, allowed and signed but not appended.
   *
   * @param state what the invited user may see of the room, as whole events
   */
  public record PreparedInvite(Pdu event, ArrayNode state) {}

  /**
   * @param said the content of the membership event beside what the invitee is called
   * @throws MatrixException M_FORBIDDEN, M_USER_SUSPENDED
   */
  public PreparedInvite prepare(
      Requester requester, RoomId roomId, UserId invitee, ObjectNode said) {
    requester.requireNotSuspended();
    LockedRoom room = sending.lock(roomId);
    ObjectNode content = sending.memberContent(invitee, "invite");
    content.setAll(said);
    return prepare(room, requester.user(), invitee, content);
  }

  /**
   * An invite in place of a third-party invite whose address has turned out to be the invitee's.
   *
   * @param sender who sent the third-party invite; the room's rules see to that
   * @param redeemed the proof, as {@code third_party_invite} of the new event
   * @throws MatrixException M_FORBIDDEN
   */
  public PreparedInvite redeem(UserId sender, RoomId roomId, UserId invitee, ObjectNode redeemed) {
    LockedRoom room = sending.lock(roomId);
    ObjectNode content = sending.memberContent(invitee, "invite");
    content.set("third_party_invite", redeemed);
    return prepare(room, sender, invitee, content);
  }

  private PreparedInvite prepare(
      LockedRoom room, UserId sender, UserId invitee, ObjectNode content) {
    memberships.requireOpenTo(room, sender, invitee);
    Pdu event =
        sending.prepare(
            room, EventDraft.state(sender, EventTypes.MEMBER, invitee.value(), content));
    return new PreparedInvite(event, StrippedState.whole(room.state(), event));
  }
}
