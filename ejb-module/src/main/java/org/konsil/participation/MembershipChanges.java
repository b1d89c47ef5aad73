package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.GuestAccounts;
import org.konsil.account.Requester;
import org.konsil.account.ServerNoticesUser;
import org.konsil.accountdata.InvitePermission;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.LockedRoom;
import org.konsil.room.event.StoredEvent;

/** Membership events in a locked room, whichever operation they come from. */
@ApplicationScoped
class MembershipChanges {
  @Inject RoomSending sending;
  @Inject RestrictedJoin restrictedJoin;
  @Inject GuestAccounts guests;
  @Inject DomainService domains;
  @Inject InvitePermission permission;

  /** Any membership event; each kind passes the checks of its own operation. */
  StoredEvent set(Requester requester, LockedRoom room, UserId target, ObjectNode content) {
    return set(requester, room, target, content, Optional.empty());
  }

  /** As before, at a time that is not now. */
  StoredEvent set(
      Requester requester,
      LockedRoom room,
      UserId target,
      ObjectNode content,
      Optional<Instant> at) {
    String membership = content.path("membership").asText("");
    if (membership.equals("join") && target.equals(requester.user())) {
      requireGuestsWelcome(requester, room);
      restrictedJoin.authorise(room, target, content);
    }
    if (membership.equals("leave") && target.equals(requester.user())) {
      requireNoServerNotices(room, target);
    }
    if (membership.equals("invite")) {
      requireWelcome(requester, room, target);
    }
    EventDraft draft =
        EventDraft.state(requester.user(), EventTypes.MEMBER, target.value(), content).at(at);
    return sending.sendState(room, draft);
  }

  private void requireWelcome(Requester requester, LockedRoom room, UserId invitee) {
    domains.requireReachable(invitee.server());
    if (domains.isLocal(invitee.server())) {
      sending.requireJoined(room, requester.user());
      permission.require(invitee, requester.user());
    }
    requireOpenTo(room, requester.user(), invitee);
  }

  /**
   * Who could not join a room that does not federate is not invited (A_26515-01).
   *
   * @throws MatrixException M_FORBIDDEN
   */
  void requireOpenTo(LockedRoom room, UserId inviter, UserId invitee) {
    if (isClosedTo(room, invitee)) {
      sending.requireJoined(room, inviter);
      throw MatrixException.forbidden("This room is for the users of its own server");
    }
  }

  /** A room that stops admitting guests has none any more (client-server API, "Guest Access"). */
  void sendGuestsAway(LockedRoom room) {
    if (admitsGuests(room)) {
      return;
    }
    ObjectNode content = Json.object().put("membership", "leave");
    guests
        .among(room.state().joinedMembers())
        .forEach(
            guest ->
                sending.sendState(
                    room, EventDraft.state(guest, EventTypes.MEMBER, guest.value(), content)));
  }

  /** What the server has to say cannot be declined unread (client-server API, "Server Notices"). */
  private static void requireNoServerNotices(LockedRoom room, UserId user) {
    boolean byServer =
        room.state()
            .pdu(EventTypes.CREATE, "")
            .filter(create -> create.sender().equals(ServerNoticesUser.of(user.server())))
            .isPresent();
    if (byServer && room.state().membership(user).filter("invite"::equals).isPresent()) {
      throw MatrixException.of(
          ErrorCode.M_CANNOT_LEAVE_SERVER_NOTICE_ROOM, "Notices of the server cannot be declined");
    }
  }

  private static boolean isClosedTo(LockedRoom room, UserId invitee) {
    return room.state()
        .pdu(EventTypes.CREATE, "")
        .filter(create -> !create.content().path("m.federate").asBoolean(true))
        .filter(create -> !create.sender().server().equals(invitee.server()))
        .isPresent();
  }

  private static void requireGuestsWelcome(Requester requester, LockedRoom room) {
    if (requester.guest() && !admitsGuests(room)) {
      throw MatrixException.of(ErrorCode.M_GUEST_ACCESS_FORBIDDEN, "This room admits no guests");
    }
  }

  private static boolean admitsGuests(LockedRoom room) {
    return room.state()
        .text(EventTypes.GUEST_ACCESS, "guest_access")
        .filter("can_join"::equals)
        .isPresent();
  }
}
