package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.policy.PolicyService;
import org.konsil.room.LockedRoom;

/**
 * Makes rooms (client-server API, "Creation"): all of the first events in one transaction, or none.
 */
@Stateless
public class RoomCreationService {
  @Inject RoomFounding founding;
  @Inject RoomSending sending;
  @Inject MembershipChanges memberships;
  @Inject RoomAliases aliases;
  @Inject CanonicalAlias canonicalAlias;
  @Inject DomainService domains;
  @Inject KonsilConfig config;
  @Inject PolicyService policy;

  /**
   * Makes a room with the caller in it and the users of our domains invited; users of other servers
   * are {@link RoomEntranceService}'s to invite.
   *
   * @throws MatrixException M_UNSUPPORTED_ROOM_VERSION, M_ROOM_IN_USE for the alias,
   *     M_INVALID_PARAM, M_BAD_JSON, M_INVALID_ROOM_STATE when the wanted state contradicts itself,
   *     M_FORBIDDEN when an invite is refused, M_USER_SUSPENDED
   */
  public RoomId create(Requester requester, CreateRoomRequest request) {
    requester.requireNotSuspended();
    if (request.invite3pid() != null && !request.invite3pid().isEmpty()) {
      throw MatrixException.of(
          ErrorCode.M_THREEPID_DENIED, "Invitations by e-mail or telephone are not offered");
    }
    RoomVersion version =
        RoomVersion.get(
            request.roomVersion() == null ? config.defaultRoomVersion() : request.roomVersion());
    InitialState initial = new InitialState(requester.user(), version, request);
    policy.checkCreation(initial.attempt());
    LockedRoom room = founding.found(requester, version, createContent(initial));
    try {
      fill(requester, room, request, initial);
    } catch (MatrixException e) {
      throw e.code() == ErrorCode.M_FORBIDDEN
          ? MatrixException.of(ErrorCode.M_INVALID_ROOM_STATE, e.getMessage())
          : e;
    }
    for (UserId invitee : request.invitees()) {
      if (domains.isLocal(invitee.server())) {
        invite(requester, room, invitee, request.direct());
      }
    }
    if (request.isPublic()) {
      aliases.publish(requester.domain(), room.id());
    }
    return room.id();
  }

  private ObjectNode createContent(InitialState initial) {
    ObjectNode content = initial.createContent();
    if (initial.attempt().isPublic() && policy.publicRoomsStayHome()) {
      content.put("m.federate", false);
    }
    if (!initial.attempt().isPublic() && !content.has("type")) {
      policy.defaultRoomType().ifPresent(type -> content.put("type", type));
    }
    return content;
  }

  private void fill(
      Requester requester, LockedRoom room, CreateRoomRequest request, InitialState initial) {
    send(room, initial.state(EventTypes.POWER_LEVELS, "", initial.powerLevels()));
    request.aliasName().ifPresent(name -> nameIt(requester, room, initial, name));
    initial
        .rest(policy.defaultHistoryVisibility())
        .forEach(draft -> sendChecked(requester, room, draft));
    if (policy.mirrorsNameAndTopic()) {
      initial.mirrored().forEach(draft -> send(room, draft));
    }
  }

  private void nameIt(
      Requester requester, LockedRoom room, InitialState initial, String localpart) {
    RoomAlias alias = RoomAlias.of(localpart, requester.domain());
    aliases.claim(requester, alias, room.id());
    ObjectNode content = Json.object().put("alias", alias.value());
    send(room, initial.state(EventTypes.CANONICAL_ALIAS, "", content));
  }

  private void invite(Requester requester, LockedRoom room, UserId invitee, boolean direct) {
    ObjectNode content = sending.memberContent(invitee, "invite");
    if (direct) {
      content.put("is_direct", true);
    }
    memberships.set(requester, room, invitee, content);
  }

  /** What the client brings passes the checks of its own operation. */
  private void sendChecked(Requester requester, LockedRoom room, EventDraft draft) {
    String key = draft.stateKey().orElseThrow();
    if (draft.type().equals(EventTypes.MEMBER)) {
      memberships.set(requester, room, UserId.parse(key), draft.content());
      return;
    }
    if (draft.type().equals(EventTypes.CANONICAL_ALIAS)) {
      canonicalAlias.check(room, draft.content());
    }
    send(room, draft);
  }

  private void send(LockedRoom room, EventDraft draft) {
    sending.send(room, draft, Optional.empty());
  }
}
