package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;

/**
 * Who is in a room: join, leave, invite, kick, ban (client-server API, "Room membership"). Each
 * needs what the room's authorisation rules ask for and otherwise fails with M_FORBIDDEN. A
 * suspended account may only leave (M_USER_SUSPENDED).
 */
@Stateless
public class MembershipService {
  private static final Set<String> IN_OR_ASKING = Set.of("join", "invite", "knock");

  @Inject RoomSending sending;
  @Inject EventAppendService append;
  @Inject MembershipChanges changes;
  @Inject RoomReadService reads;

  /** The rooms that the user is joined to now. */
  public List<RoomId> joinedRooms(Requester requester) {
    return reads.memberships(requester.user()).stream()
        .filter(RoomMembership::isJoin)
        .map(RoomMembership::room)
        .toList();
  }

  /**
   * The rooms that the caller shares with another user: of the domain's own tenant or not, the
   * caller sees who is in its rooms anyway.
   *
   * @param from where a page begins; all rooms are told at once, so that there is no such token
   * @throws MatrixException M_MISSING_PARAM, M_INVALID_PARAM for a malformed id, for the caller's
   *     and for any token
   */
  public List<RoomId> mutualRooms(Requester requester, String user, String from) {
    if (from != null) {
      throw MatrixException.invalidParam("Unknown pagination token");
    }
    if (user == null) {
      throw MatrixException.missingParam("user_id is missing");
    }
    UserId other = UserId.parse(user);
    if (other.equals(requester.user())) {
      throw MatrixException.invalidParam("You share all your rooms with yourself");
    }
    return reads.mutualRooms(requester.user(), other);
  }

  /**
   * Joins the caller; nothing happens when the caller is joined already.
   *
   * @throws MatrixException M_NOT_FOUND for a room that this server does not know
   */
  public RoomId join(Requester requester, RoomId roomId, Optional<String> reason) {
    requester.requireNotSuspended();
    LockedRoom room = append.lock(roomId);
    UserId user = requester.user();
    if (!room.state().isJoined(user)) {
      ObjectNode content = sending.memberContent(user, "join");
      reason.ifPresent(text -> content.put("reason", text));
      changes.set(requester, room, user, content);
    }
    return roomId;
  }

  /** Asks to be let in. */
  public RoomId knock(Requester requester, RoomId roomId, Optional<String> reason) {
    requester.requireNotSuspended();
    LockedRoom room = append.lock(roomId);
    UserId user = requester.user();
    ObjectNode content = sending.memberContent(user, "knock");
    reason.ifPresent(text -> content.put("reason", text));
    changes.set(requester, room, user, content);
    return roomId;
  }

  /**
   * Leaves the room, declines an invite or takes a knock back; nothing happens when the caller left
   * before.
   *
   * @throws MatrixException M_NOT_FOUND for a room that this server does not know
   */
  public void leave(Requester requester, RoomId roomId, Optional<String> reason) {
    LockedRoom room = append.lock(roomId);
    UserId user = requester.user();
    if (room.state().membership(user).filter("leave"::equals).isEmpty()) {
      changes.set(requester, room, user, content("leave", reason));
    }
  }

  /**
   * Takes a room that the caller has left from the caller's sight.
   *
   * @throws MatrixException M_UNKNOWN while the caller is still in it
   */
  public void forget(Requester requester, RoomId roomId) {
    boolean present =
        reads
            .findMembership(roomId, requester.user())
            .filter(found -> IN_OR_ASKING.contains(found.membership()))
            .isPresent();
    if (present) {
      throw MatrixException.of(ErrorCode.M_UNKNOWN, "You have not left this room");
    }
    append.forget(roomId, requester.user());
  }

  public void invite(Requester requester, RoomId roomId, UserId invitee, Optional<String> reason) {
    requester.requireNotSuspended();
    LockedRoom room = sending.lock(roomId);
    ObjectNode content = sending.memberContent(invitee, "invite");
    reason.ifPresent(text -> content.put("reason", text));
    changes.set(requester, room, invitee, content);
  }

  public void kick(Requester requester, RoomId roomId, UserId target, Optional<String> reason) {
    requester.requireNotSuspended();
    LockedRoom room = sending.lock(roomId);
    sending.requireJoined(room, requester.user());
    if (room.state().membership(target).filter(IN_OR_ASKING::contains).isEmpty()) {
      throw MatrixException.forbidden("The user is not in this room");
    }
    changes.set(requester, room, target, content("leave", reason));
  }

  public void ban(Requester requester, RoomId roomId, UserId target, Optional<String> reason) {
    requester.requireNotSuspended();
    LockedRoom room = sending.lock(roomId);
    changes.set(requester, room, target, content("ban", reason));
  }

  public void unban(Requester requester, RoomId roomId, UserId target, Optional<String> reason) {
    requester.requireNotSuspended();
    LockedRoom room = sending.lock(roomId);
    sending.requireJoined(room, requester.user());
    if (room.state().membership(target).filter("ban"::equals).isEmpty()) {
      throw MatrixException.forbidden("The user is not banned from this room");
    }
    changes.set(requester, room, target, content("leave", reason));
  }

  private static ObjectNode content(String membership, Optional<String> reason) {
    ObjectNode content = Json.object().put("membership", membership);
    reason.ifPresent(text -> content.put("reason", text));
    return content;
  }
}
