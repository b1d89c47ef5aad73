package org.konsil.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.RoomStates;
import org.konsil.room.state.StateDelta;
import org.konsil.room.state.StateGroups;

/**
 * The readers' side of rooms, for sync, timeline, push, keys and receipts. Positions are stream
 * positions: "after" is exclusive, "up to" inclusive. History visibility is not applied here: who
 * hands out events asks {@link org.konsil.room.visibility.EventVisibilityService}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RoomReadService {
  /** So many are looked up one by one, most of them in memory. */
  private static final int FEW_ROOMS = 20;

  @Inject RoomHeads rooms;
  @Inject RoomStore roomStore;
  @Inject RecentEvents recent;
  @Inject CurrentMemberships currentMemberships;
  @Inject EventStore events;
  @Inject StateGroups groups;
  @Inject RoomStates states;
  @Inject MembershipStore memberships;
  @Inject DomainService domains;

  public boolean exists(RoomId room) {
    return rooms.find(room).isPresent();
  }

  /** The position of the room's newest event; 0 for a room that this server does not know. */
  public long lastPosition(RoomId room) {
    return rooms.find(room).map(RoomRow::lastPosition).orElse(0L);
  }

  /** As {@link #lastPosition}, of many rooms; those that this server does not know are absent. */
  public Map<RoomId, Long> lastPositions(Collection<RoomId> wanted) {
    Map<RoomId, Long> positions = new HashMap<>();
    rooms.findAll(wanted).forEach((room, row) -> positions.put(room, row.lastPosition()));
    return positions;
  }

  /** Whether a user of a hosted domain is joined: only then what we hold of the room is current. */
  public boolean isResident(RoomId room) {
    return findState(room)
        .filter(state -> state.joinedServers().stream().anyMatch(domains::isLocal))
        .isPresent();
  }

  /** The events that no other refers to yet; empty for a room that this server is not in. */
  public List<EventId> extremities(RoomId room) {
    return rooms
        .find(room)
        .map(row -> row.extremities().stream().map(LockedRoom.Extremity::eventId).toList())
        .orElse(List.of());
  }

  public Optional<RoomVersion> findVersion(RoomId room) {
    return rooms.find(room).map(RoomRow::version);
  }

  /** All memberships that the user has or had, the present one of each room. */
  public List<RoomMembership> memberships(UserId user) {
    return currentMemberships.ofUser(user);
  }

  /**
   * As {@link #memberships(UserId)}, as they were at a position: who reads up to there must not
   * hear of what came later, or would hear it twice (I4).
   */
  public List<RoomMembership> memberships(UserId user, long position) {
    List<RoomMembership> now = memberships(user);
    if (now.stream().allMatch(present -> present.position() <= position)) {
      return now; // as nearly always: every sync of a user in hundreds of rooms asks
    }
    return now.stream()
        .flatMap(
            present ->
                present.position() <= position
                    ? Stream.of(present)
                    : membershipAt(present.room(), user, position).stream())
        .toList();
  }

  /** Every change of the user's memberships, oldest first; several for one room are possible. */
  public List<RoomMembership> membershipChanges(UserId user, long after, long upTo) {
    return memberships.changes(user, after, upTo);
  }

  public Optional<RoomMembership> findMembership(RoomId room, UserId user) {
    return memberships.find(room, user);
  }

  /** invite, join, knock, leave or ban; empty when the user never had any. */
  public Optional<String> membership(RoomId room, UserId user) {
    return findMembership(room, user).map(RoomMembership::membership);
  }

  /** What the user's membership was at that position. */
  public Optional<RoomMembership> membershipAt(RoomId room, UserId user, long position) {
    return memberships.at(room, user, position);
  }

  /** The position of the user's last join of the room; 0 when there was none. */
  public long lastJoin(RoomId room, UserId user) {
    return memberships.lastJoin(room, user);
  }

  /** Where the user last ceased to be joined; empty when joined now or never before. */
  public Optional<Long> partedAt(RoomId room, UserId user) {
    return partedAt(room, user, Long.MAX_VALUE);
  }

  /** As {@link #partedAt(RoomId, UserId)}, as it was at that position. */
  public Optional<Long> partedAt(RoomId room, UserId user, long upTo) {
    return memberships.partedAt(room, user, upTo);
  }

  public boolean isJoined(RoomId room, UserId user) {
    return membership(room, user).filter("join"::equals).isPresent();
  }

  /** Empty for a room that this server does not know. */
  public Set<UserId> joinedMembers(RoomId room) {
    return findState(room).map(RoomState::joinedMembers).orElse(Set.of());
  }

  /** Everyone who is joined to a room that the user is joined to, without the user. */
  public Set<UserId> usersSharingARoom(UserId user) {
    return memberships.sharingARoom(user);
  }

  /**
   * Users with whom the user may have begun or ceased to share a room: who came to or went from the
   * user's rooms, and the members of rooms that the user came to or went from.
   */
  public Set<UserId> movedAround(UserId user, long after, long upTo) {
    return memberships.movedAround(user, after, upTo);
  }

  /** The rooms that both are joined to, the oldest first. */
  public List<RoomId> mutualRooms(UserId one, UserId other) {
    return memberships.mutualRooms(one, other);
  }

  public boolean shareARoom(UserId one, UserId other) {
    return memberships.shareARoom(one, other);
  }

  /** What an invited or knocking user may see of the room; empty for others. */
  public ArrayNode strippedState(RoomId room, UserId user) {
    return memberships.findStrippedState(room, user).orElseGet(() -> Json.object().arrayNode());
  }

  /**
   * The room's state now, from memory when it did not change.
   *
   * @throws MatrixException M_NOT_FOUND when this server does not know the room
   */
  public RoomState state(RoomId room) {
    return findState(room).orElseThrow(() -> MatrixException.notFound("Unknown room"));
  }

  public Optional<RoomState> findState(RoomId room) {
    return rooms.find(room).map(row -> row.state(states));
  }

  public Map<StateKey, StoredEvent> currentState(RoomId room) {
    return state(room).events();
  }

  /** The room's state as it was at that position. */
  public RoomState stateAt(RoomId room, long position) {
    RoomRow row = rooms.find(room).orElseThrow(() -> MatrixException.notFound("Unknown room"));
    RoomState now = row.state(states);
    if (row.stateVersion() <= position) {
      return now;
    }
    List<StateDelta> later = states.changes(room, position, Long.MAX_VALUE);
    Map<StateKey, Long> earlier = new HashMap<>();
    later.forEach(delta -> earlier.putIfAbsent(delta.key(), delta.previousNid()));
    Map<StateKey, StoredEvent> state = new HashMap<>(now.events());
    state.keySet().removeAll(earlier.keySet());
    state.putAll(byKey(earlier.values()));
    return RoomState.of(row.version(), position, state);
  }

  /** The state after an event; for the state before it see {@link #stateBefore}. */
  public RoomState stateAfter(StoredEvent event) {
    return stateOfGroup(event.pdu().roomVersion(), event.stateGroup());
  }

  /** The membership events of some users in the state after an event. */
  public List<StoredEvent> membersAfter(StoredEvent event, Collection<UserId> users) {
    List<String> keys = users.stream().map(UserId::value).toList();
    return keys.isEmpty() || event.stateGroup() == 0
        ? List.of()
        : events.byNid(groups.part(event.stateGroup(), EventTypes.MEMBER, keys).values());
  }

  public RoomState stateBefore(StoredEvent event) {
    boolean changed = event.pdu().isState() && !event.rejected();
    return stateOfGroup(
        event.pdu().roomVersion(),
        changed ? groups.group(event.stateGroup()).previous() : event.stateGroup());
  }

  /**
   * What holds each key of the state that changed in between; keys that were taken away are not
   * told.
   */
  public List<StoredEvent> stateChanges(RoomId room, long after, long upTo) {
    Map<StateKey, Long> last = new LinkedHashMap<>();
    states.changes(room, after, upTo).forEach(delta -> last.put(delta.key(), delta.nid()));
    return List.copyOf(byKey(last.values()).values());
  }

  /** Of these rooms, the ones that gained an event after the position. */
  public Set<RoomId> changedRooms(Collection<RoomId> wanted, long after) {
    if (wanted.size() > FEW_ROOMS) {
      return Set.copyOf(roomStore.changedSince(wanted, after));
    }
    return wanted.stream()
        .filter(room -> lastPosition(room) > after)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the room's state changed after the position; false for an unknown room. */
  public boolean stateChanged(RoomId room, long after) {
    return rooms.find(room).filter(row -> row.stateVersion() > after).isPresent();
  }

  /** The event that the request made when it came before. */
  public Optional<EventId> findSent(SentKey request) {
    return Optional.ofNullable(findSent(List.of(request)).get(request));
  }

  /** Those of the requests that were answered before, with the event that they made. */
  public Map<SentKey, EventId> findSent(List<SentKey> requests) {
    return events.findSent(requests);
  }

  /** The event, whether or not anybody may see it. */
  public Optional<StoredEvent> findEvent(RoomId room, EventId event) {
    return events.find(room, event);
  }

  /** The event, whichever room it is of, and whether or not anybody may see it. */
  public Optional<StoredEvent> findEvent(EventId event) {
    return events.byId(List.of(event)).stream().findFirst();
  }

  public List<StoredEvent> events(Collection<EventId> ids) {
    return events.byId(ids);
  }

  public List<StoredEvent> eventsByNid(Collection<Long> nids) {
    return events.byNid(nids);
  }

  /** Events at or after a time in epoch milliseconds, or at or before it; the nearest first. */
  public List<StoredEvent> near(RoomId room, long millis, boolean backwards, int limit) {
    return events.near(room, millis, backwards, limit);
  }

  /** Raw pages of a room, for the timeline capability: newest first. */
  public List<StoredEvent> newest(RoomId room, long after, long upTo, int limit) {
    return recent.newest(room, after, upTo, limit);
  }

  /** Raw pages of a room, for the timeline capability: oldest first. */
  public List<StoredEvent> oldest(RoomId room, long after, long upTo, int limit) {
    return recent.oldest(room, after, upTo, limit);
  }

  private RoomState stateOfGroup(RoomVersion version, long group) {
    Map<StateKey, StoredEvent> state = group == 0 ? Map.of() : byKey(groups.state(group).values());
    return RoomState.of(version, group, new HashMap<>(state));
  }

  private Map<StateKey, StoredEvent> byKey(Collection<Long> nids) {
    List<Long> present = nids.stream().filter(nid -> nid != 0).toList();
    return events.byNid(present).stream()
        .collect(Collectors.toMap(event -> event.pdu().asStateKey().orElseThrow(), event -> event));
  }
}
