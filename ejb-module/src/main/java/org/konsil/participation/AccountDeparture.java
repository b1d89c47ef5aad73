package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.konsil.account.AccountDeactivated;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;

/** Who has ended its account is in no room any more, and invited to none. */
@ApplicationScoped
class AccountDeparture {
  private static final Set<String> TO_BE_LEFT = Set.of("join", "invite", "knock");

  @Inject RoomSending sending;
  @Inject EventAppendService append;
  @Inject RoomReadService reads;

  void leaveAll(@Observes AccountDeactivated ended) {
    List<RoomId> rooms =
        reads.memberships(ended.user()).stream()
            .filter(membership -> TO_BE_LEFT.contains(membership.membership()))
            .map(RoomMembership::room)
            // all who lock several rooms lock them in this order
            .sorted(Comparator.comparing(RoomId::value))
            .toList();
    rooms.forEach(room -> leave(append.lock(room), ended.user()));
  }

  private void leave(LockedRoom room, UserId user) {
    if (room.state().membership(user).filter(TO_BE_LEFT::contains).isPresent()) {
      ObjectNode content = Json.object().put("membership", "leave");
      sending.sendState(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), content));
    }
  }
}
