package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.closedroom.ClosedRooms;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.policy.PolicyService;
import org.konsil.room.RoomReadService;

/**
 * Coming into rooms and going out of them, wherever the rooms and the users are. Another server may
 * have to be asked, so nothing here runs in a transaction; what needs one is {@link
 * MembershipService}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RoomEntranceService {
  /** Another server in the room may do what ours cannot. */
  private static final Set<ErrorCode> ASK_OTHERS =
      Set.of(ErrorCode.M_UNABLE_TO_GRANT_JOIN, ErrorCode.M_UNABLE_TO_AUTHORISE_JOIN);

  private static final Set<ErrorCode> OUR_REQUEST =
      Set.of(ErrorCode.M_MISSING_PARAM, ErrorCode.M_INVALID_PARAM);

  @Inject MembershipService memberships;
  @Inject InvitePreparationService invites;
  @Inject RoomCreationService creation;
  @Inject RemoteRooms remote;
  @Inject RoomReadService rooms;
  @Inject RoomSending sending;
  @Inject PolicySigning signing;
  @Inject DomainService domains;
  @Inject PolicyService policy;
  @Inject ClosedRooms closedRooms;

  /**
   * Makes a room, then invites the users of other servers: the room is there even when one of those
   * servers refuses.
   *
   * @throws MatrixException as {@link RoomCreationService#create}
   */
  public RoomId create(Requester requester, CreateRoomRequest request) {
    request.invitees().forEach(this::requireKnownServer);
    RoomId room = creation.create(requester, request);
    for (UserId invitee : request.invitees()) {
      if (!domains.isLocal(invitee.server())) {
        inviteRemote(requester, room, invitee, Optional.empty(), request.direct());
      }
    }
    return room;
  }

  /**
   * Joins the caller.
   *
   * @param via servers that may be in the room
   * @throws MatrixException M_NOT_FOUND when nobody knows the room; M_FORBIDDEN; what the asked
   *     server says
   */
  public RoomId join(
      Requester requester, RoomId room, List<ServerName> via, Optional<String> reason) {
    requester.requireNotSuspended();
    closedRooms.requireOpen(room, requester.domain());
    if (rooms.isResident(room)) {
      try {
        return signing.within(() -> memberships.join(requester, room, reason));
      } catch (MatrixException e) {
        if (!ASK_OTHERS.contains(e.code())) {
          throw e;
        }
        return joinByOthers(requester, room, via, reason);
      }
    }
    remote.join(requester.user(), room, via, content(requester, "join", reason));
    return room;
  }

  /** Into a room that is here: that nobody else can be asked does not mean that there is none. */
  private RoomId joinByOthers(
      Requester requester, RoomId room, List<ServerName> via, Optional<String> reason) {
    try {
      remote.join(requester.user(), room, via, content(requester, "join", reason));
      return room;
    } catch (MatrixException e) {
      throw e.code() == ErrorCode.M_NOT_FOUND
          ? MatrixException.forbidden("Nobody who could let you in is to be had")
          : e;
    }
  }

  /**
   * Asks to be let in.
   *
   * @throws MatrixException as {@link #join}
   */
  public RoomId knock(
      Requester requester, RoomId room, List<ServerName> via, Optional<String> reason) {
    requester.requireNotSuspended();
    closedRooms.requireOpen(room, requester.domain());
    if (rooms.isResident(room)) {
      return signing.within(() -> memberships.knock(requester, room, reason));
    }
    remote.knock(requester.user(), room, via, content(requester, "knock", reason));
    return room;
  }

  /**
   * Leaves the room, declines an invite or takes a knock back.
   *
   * @throws MatrixException M_NOT_FOUND for a room that this server does not know
   */
  public void leave(Requester requester, RoomId room, Optional<String> reason) {
    boolean outside =
        rooms
            .membership(room, requester.user())
            .filter(present -> present.equals("invite") || present.equals("knock"))
            .isPresent();
    if (rooms.isResident(room) || !outside) {
      signing.withinOrUnsigned(() -> memberships.leave(requester, room, reason));
      return;
    }
    ObjectNode content = Json.object().put("membership", "leave");
    reason.ifPresent(text -> content.put("reason", text));
    remote.leave(requester.user(), room, content);
  }

  /**
   * @throws MatrixException M_FORBIDDEN; what the invited user's server says
   */
  public void invite(Requester requester, RoomId room, UserId invitee, Optional<String> reason) {
    if (domains.isLocal(invitee.server())) {
      signing.run(() -> memberships.invite(requester, room, invitee, reason));
    } else {
      inviteRemote(requester, room, invitee, reason, false);
    }
  }

  /**
   * @throws MatrixException M_FORBIDDEN, also when the user is not in the room
   */
  public void kick(Requester requester, RoomId room, UserId target, Optional<String> reason) {
    signing.run(() -> memberships.kick(requester, room, target, reason));
  }

  /**
   * @throws MatrixException M_FORBIDDEN
   */
  public void ban(Requester requester, RoomId room, UserId target, Optional<String> reason) {
    signing.run(() -> memberships.ban(requester, room, target, reason));
  }

  /**
   * @throws MatrixException M_FORBIDDEN, also when the user is not banned
   */
  public void unban(Requester requester, RoomId room, UserId target, Optional<String> reason) {
    signing.run(() -> memberships.unban(requester, room, target, reason));
  }

  /**
   * Invites a user of another server.
   *
   * @param said the content of the membership event
   * @throws MatrixException as {@link #invite}
   */
  public EventId inviteElsewhere(
      Requester requester, RoomId room, UserId invitee, ObjectNode said) {
    requireKnownServer(invitee);
    InvitePreparationService.PreparedInvite invite =
        invites.prepare(requester, room, invitee, said);
    try {
      remote.invite(invite.event(), invite.state());
    } catch (MatrixException refused) {
      throw told(refused);
    }
    return invite.event().eventId();
  }

  /** What the other server has against our request is none of the client's making. */
  private static MatrixException told(MatrixException refused) {
    if (refused.code() == ErrorCode.M_INCOMPATIBLE_ROOM_VERSION) {
      return MatrixException.of(ErrorCode.M_UNSUPPORTED_ROOM_VERSION, refused.getMessage());
    }
    return OUR_REQUEST.contains(refused.code()) ? refused.status(502) : refused;
  }

  private void inviteRemote(
      Requester requester, RoomId room, UserId invitee, Optional<String> reason, boolean direct) {
    ObjectNode said = Json.object();
    reason.ifPresent(text -> said.put("reason", text));
    if (direct) {
      said.put("is_direct", true);
    }
    inviteElsewhere(requester, room, invitee, said);
  }

  /** A_25537: here, since the list may be fetched for it and no room is locked yet. */
  private void requireKnownServer(UserId invitee) {
    if (domains.isLocal(invitee.server())) {
      domains.requireReachable(invitee.server());
    } else {
      policy.checkServer(invitee.server());
    }
  }

  private ObjectNode content(Requester requester, String membership, Optional<String> reason) {
    ObjectNode content = sending.memberContent(requester.user(), membership);
    reason.ifPresent(text -> content.put("reason", text));
    return content;
  }
}
