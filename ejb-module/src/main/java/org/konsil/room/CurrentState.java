package org.konsil.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.UserId;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.RoomStates;
import org.konsil.room.state.StateGroups;
import org.konsil.room.state.StrippedState;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Makes a room's current state what its extremities resolve to: any number of keys may come, change
 * and go at once, memberships among them.
 */
@ApplicationScoped
class CurrentState {
  @Inject RoomStates states;
  @Inject StateGroups groups;
  @Inject EventStore events;
  @Inject MembershipStore memberships;
  @Inject StreamPositions positions;

  /** Moves the current state to a group's, as of a place in the stream. */
  void moveTo(LockedRoom room, long group, long position) {
    Map<StateKey, Long> present = new HashMap<>();
    room.state().events().forEach((key, event) -> present.put(key, event.nid()));
    Map<StateKey, Long> changes = StateResolver.changes(present, groups.state(group));
    if (!changes.isEmpty()) {
      apply(room, changes, position);
    }
  }

  private void apply(LockedRoom room, Map<StateKey, Long> changes, long position) {
    RoomState before = room.state();
    Map<Long, StoredEvent> loaded = new HashMap<>();
    Set<Long> wanted = new HashSet<>(changes.values());
    wanted.remove(0L);
    room.kept(wanted).forEach(event -> loaded.put(event.nid(), event));
    wanted.removeAll(loaded.keySet());
    events.byNid(wanted).forEach(event -> loaded.put(event.nid(), event));
    Map<StateKey, Optional<StoredEvent>> holders = new HashMap<>();
    changes.forEach((key, nid) -> holders.put(key, Optional.ofNullable(loaded.get(nid))));
    room.changeState(holders, position);
    states.change(room.nid(), before, changes, position);
    writeMemberships(room, before, holders, position);
  }

  private void writeMemberships(
      LockedRoom room,
      RoomState before,
      Map<StateKey, Optional<StoredEvent>> holders,
      long position) {
    List<MembershipStore.NewMembership> members = new ArrayList<>();
    holders.forEach(
        (key, event) -> {
          if (key.type().equals(EventTypes.MEMBER)) {
            member(room, before, key, event).ifPresent(members::add);
          }
        });
    if (!members.isEmpty()) {
      memberships.putAll(room.nid(), position, members);
      positions.wake(members.stream().map(member -> WakeKey.user(member.user())).toList());
    }
  }

  /** Who lost the membership event altogether counts as having left. */
  private static Optional<MembershipStore.NewMembership> member(
      LockedRoom room, RoomState before, StateKey key, Optional<StoredEvent> event) {
    Optional<UserId> user = UserId.find(key.key());
    Optional<StoredEvent> basis = event.or(() -> Optional.ofNullable(before.events().get(key)));
    if (user.isEmpty() || basis.isEmpty()) {
      return Optional.empty();
    }
    String membership = event.isEmpty() ? "leave" : event.get().pdu().membership().orElse("leave");
    Optional<ArrayNode> stripped = StrippedState.find(room.state(), membership, basis.get().pdu());
    return Optional.of(
        new MembershipStore.NewMembership(user.get(), membership, basis.get(), stripped));
  }
}
