package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.LockedRoom;
import org.konsil.room.RoomReadService;

/**
 * Joining a room by being in another one (client-server API, "Restricted rooms"): some member of a
 * domain of ours who may invite vouches for the newcomer.
 */
@ApplicationScoped
class RestrictedJoin {
  static final String VOUCHING = "join_authorised_via_users_server";
  private static final Set<String> RESTRICTED = Set.of("restricted", "knock_restricted");

  @Inject RoomReadService reads;
  @Inject DomainService domains;

  /** Names the member who vouches in the content of a join, when the room asks for one. */
  void authorise(LockedRoom room, UserId user, ObjectNode content) {
    content.remove(VOUCHING);
    boolean invited =
        room.state().membership(user).filter(Set.of("invite", "join")::contains).isPresent();
    if (invited || !RESTRICTED.contains(room.state().joinRule())) {
      return;
    }
    requireInAllowedRoom(room, user);
    UserId vouching =
        findVouching(room, user)
            .orElseThrow(
                () ->
                    MatrixException.of(
                        ErrorCode.M_UNABLE_TO_GRANT_JOIN, "Nobody here may let the user in"));
    content.put(VOUCHING, vouching.value());
  }

  /**
   * @throws MatrixException M_FORBIDDEN; M_UNABLE_TO_AUTHORISE_JOIN when this server is in none of
   *     the rooms that it would have to know
   */
  void requireInAllowedRoom(LockedRoom room, UserId user) {
    if (!isInAllowedRoom(room, user)) {
      throw allowedRooms(room).stream().anyMatch(reads::isResident)
          ? MatrixException.forbidden("The user is in none of the rooms that this one lets in")
          : MatrixException.of(
              ErrorCode.M_UNABLE_TO_AUTHORISE_JOIN,
              "This server is in none of the rooms that this one lets in");
    }
  }

  private boolean isInAllowedRoom(LockedRoom room, UserId user) {
    return allowedRooms(room).stream().anyMatch(other -> reads.isJoined(other, user));
  }

  private static List<RoomId> allowedRooms(LockedRoom room) {
    List<RoomId> rooms = new ArrayList<>();
    room.state()
        .pdu(StateKey.of(EventTypes.JOIN_RULES))
        .map(pdu -> pdu.content().path("allow"))
        .ifPresent(
            conditions ->
                conditions.forEach(
                    condition -> {
                      if (condition.path("type").asText("").equals("m.room_membership")) {
                        RoomId.find(condition.path("room_id").textValue()).ifPresent(rooms::add);
                      }
                    }));
    return rooms;
  }

  /** One of the newcomer's own domain when possible, since its key signs the event anyway. */
  private Optional<UserId> findVouching(LockedRoom room, UserId user) {
    PowerLevels levels = room.state().powerLevels();
    return room.state().joinedMembers().stream()
        .filter(member -> domains.isLocal(member.server()))
        .filter(member -> levels.ofUser(member) >= levels.invite())
        .min(Comparator.comparing(member -> !member.server().equals(user.server())));
  }
}
