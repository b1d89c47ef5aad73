package org.konsil.participation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.profile.Profile;
import org.konsil.profile.ProfileChanged;
import org.konsil.profile.RoomNeighbours;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;

/** What rooms do for profiles: new names go into the user's rooms; who shares a room may look. */
@ApplicationScoped
class ProfileFollowing implements RoomNeighbours {
  @Inject RoomSending sending;
  @Inject EventAppendService append;
  @Inject RoomReadService reads;

  @Override
  public boolean shareARoom(UserId one, UserId other) {
    return reads.shareARoom(one, other);
  }

  @Override
  public Stream<Profile> strangers(UserId user) {
    return reads.memberships(user).stream()
        .filter(RoomMembership::isJoin)
        .flatMap(membership -> reads.findState(membership.room()).stream())
        .flatMap(
            state ->
                state.joinedMembers().stream()
                    .filter(member -> !member.server().equals(user.server()))
                    .map(member -> profile(state, member)));
  }

  private static Profile profile(RoomState state, UserId user) {
    JsonNode content =
        state.pdu(EventTypes.MEMBER, user.value()).map(Pdu::content).orElseGet(Json::object);
    return new Profile(
        user,
        Optional.ofNullable(content.path("displayname").textValue()),
        Optional.ofNullable(content.path("avatar_url").textValue()),
        Json.object());
  }

  void follow(@Observes ProfileChanged change) {
    UserId user = change.user();
    List<RoomId> joined =
        reads.memberships(user).stream()
            .filter(RoomMembership::isJoin)
            .map(RoomMembership::room)
            // all who lock several rooms lock them in this order
            .sorted(Comparator.comparing(RoomId::value))
            .toList();
    joined.forEach(room -> rename(append.lock(room), user, change));
  }

  private void rename(LockedRoom room, UserId user, ProfileChanged change) {
    Optional<Pdu> present =
        room.state()
            .pdu(EventTypes.MEMBER, user.value())
            .filter(pdu -> pdu.membership().filter("join"::equals).isPresent());
    if (present.isEmpty()) {
      return;
    }
    ObjectNode content = present.get().content().deepCopy();
    content.remove(List.of("displayname", "avatar_url", "reason", RestrictedJoin.VOUCHING));
    change.displayName().ifPresent(name -> content.put("displayname", name));
    change.avatarUrl().ifPresent(url -> content.put("avatar_url", url));
    sending.sendState(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), content));
  }
}
