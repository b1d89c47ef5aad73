package org.konsil.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.participation.RoomStateService;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/** Who is or was in a room. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RoomMembersService {
  private static final Set<String> MEMBERSHIPS = Set.of("join", "invite", "knock", "leave", "ban");

  @Inject RoomReadService rooms;
  @Inject RoomStateService states;
  @Inject RoomAccess access;
  @Inject ClientEventService clientEvents;

  /** Which membership events are wanted; both given means either. */
  public record Wanted(Optional<String> membership, Optional<String> notMembership) {

    /**
     * @throws MatrixException M_INVALID_PARAM for a membership that does not exist
     */
    public static Wanted parse(String membership, String notMembership) {
      return new Wanted(check(membership), check(notMembership));
    }

    private static Optional<String> check(String membership) {
      if (membership != null && !MEMBERSHIPS.contains(membership)) {
        throw MatrixException.invalidParam("Unknown membership");
      }
      return Optional.ofNullable(membership);
    }

    boolean allows(StoredEvent event) {
      String present = event.pdu().membership().orElse("");
      if (membership.isEmpty()) {
        return notMembership.map(not -> !not.equals(present)).orElse(true);
      }
      return membership.get().equals(present)
          || notMembership.filter(not -> !not.equals(present)).isPresent();
    }
  }

  /**
   * A joined member as getJoinedMembersByRoom tells of it. What is not set is null and not left
   * out: matrix-nio drops an answer without names.
   */
  public record Profile(
      @JsonProperty("display_name") String displayName,
      @JsonProperty("avatar_url") String avatarUrl) {}

  /** The membership events of a room, now or at a point of its timeline. */
  public List<ObjectNode> members(
      Requester requester, RoomId room, Optional<PageToken> at, Wanted wanted) {
    RoomState state = states.visibleState(requester, room);
    if (at.isPresent()) {
      long position = Math.min(at.get().position(), access.end(requester, room));
      state = rooms.stateAt(room, position);
    }
    return clientEvents.formatState(
        requester,
        state.events().values().stream()
            .filter(event -> event.pdu().type().equals(EventTypes.MEMBER))
            .filter(wanted::allows)
            .toList());
  }

  /**
   * The joined members by user id, for a caller who is one of them.
   *
   * @throws MatrixException M_FORBIDDEN for others
   */
  public Map<String, Profile> joinedMembers(Requester requester, RoomId room) {
    RoomState state =
        rooms
            .findState(room)
            .filter(present -> present.isJoined(requester.user()))
            .orElseThrow(() -> MatrixException.forbidden("You are not in this room"));
    Map<String, Profile> members = new LinkedHashMap<>();
    state
        .joinedMembers()
        .forEach(
            user ->
                state
                    .pdu(EventTypes.MEMBER, user.value())
                    .map(pdu -> pdu.content())
                    .ifPresent(
                        content ->
                            members.put(
                                user.value(),
                                new Profile(
                                    content.path("displayname").textValue(),
                                    content.path("avatar_url").textValue()))));
    return members;
  }
}
