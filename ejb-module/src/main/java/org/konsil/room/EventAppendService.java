package org.konsil.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.config.DomainService;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.relation.Relations;
import org.konsil.room.state.MembershipChange;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.RoomStates;
import org.konsil.room.state.StateDelta;
import org.konsil.room.state.StateGroup;
import org.konsil.room.state.StateGroups;
import org.konsil.room.state.StrippedState;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * The one writer of rooms. The caller decided that the events may happen; here they get their place
 * in the stream, their rows, and {@link NewRoomEvent} tells of them in the same transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class EventAppendService {
  @Inject RoomStore rooms;
  @Inject RoomTurns turns;
  @Inject EventStore events;
  @Inject Relations relations;
  @Inject StateGroups groups;
  @Inject RoomStates states;
  @Inject MembershipStore memberships;
  @Inject Redactions redactions;
  @Inject RecentEvents recent;
  @Inject EventPlacing placing;
  @Inject StreamPositions positions;
  @Inject DomainService domains;
  @Inject Event<NewRoomEvent> newRoomEvent;
  @Inject Event<OutsideMembership> outsideMembership;
  @Inject Clock clock;

  /**
   * Waits for the room and holds it to the end of the transaction.
   *
   * @throws MatrixException M_NOT_FOUND when this server does not know the room
   */
  public LockedRoom lock(RoomId room) {
    return find(room).orElseThrow(() -> MatrixException.notFound("Unknown room"));
  }

  /** As {@link #lock}, empty when this server does not know the room. */
  public Optional<LockedRoom> find(RoomId room) {
    turns.await(room);
    return rooms.lock(room).map(row -> new LockedRoom(row, row.state(states)));
  }

  /** As {@link #lock}, for those rooms that nobody else is writing; waits for none. */
  public Map<RoomId, LockedRoom> lockFree(Set<RoomId> wanted) {
    return rooms.lockFree(turns.takeFree(wanted)).stream()
        .map(row -> new LockedRoom(row, row.state(states)))
        .collect(Collectors.toMap(LockedRoom::id, Function.identity()));
  }

  /** So many events will be appended by the transaction: their places are fetched at once. */
  public void expect(int newEvents) {
    positions.expect(newEvents);
  }

  /**
   * A room without any event; fails when its id exists.
   *
   * @throws MatrixException M_FORBIDDEN while the rows of a room with this id are being deleted
   */
  public LockedRoom make(RoomId room, RoomVersion version) {
    if (rooms.isEnding(room)) {
      throw MatrixException.forbidden("This room is being deleted here; try again later");
    }
    rooms.insert(room, version, clock.instant());
    // a reader may have found none a moment ago
    positions.wake(WakeKey.room(room));
    return lock(room);
  }

  /** As {@link #lock}; a room that this server does not know is made, without any event. */
  public LockedRoom lockOrMake(RoomId room, RoomVersion version) {
    return rooms.find(room).isEmpty() ? make(room, version) : lock(room);
  }

  /** Appends events that follow the room's extremities, each on the one before it. */
  public List<StoredEvent> append(LockedRoom room, List<NewEvent> newEvents) {
    List<NewRoomEvent> appended = new ArrayList<>();
    for (NewEvent event : newEvents) {
      appended.add(write(room, event));
    }
    rooms.updateHead(room);
    states.keep(room.nid(), room.state());
    appended.forEach(this::tell);
    return appended.stream().map(NewRoomEvent::event).toList();
  }

  /**
   * Writes an event that another server made, wherever it belongs. Nothing happens when it has its
   * place already.
   */
  public StoredEvent append(LockedRoom room, ReceivedEvent received) {
    EventPlacing.Placed placed = placing.place(room, received);
    rooms.updateHead(room);
    states.keep(room.nid(), room.state());
    placed.news().ifPresent(this::tell);
    return placed.event();
  }

  private void tell(NewRoomEvent news) {
    recent.added(news.room(), news.event());
    newRoomEvent.fire(news);
  }

  /**
   * Takes positions for history, below everything the room has and below what was taken before.
   *
   * @return the lowest of them; the others follow it without a gap
   */
  public long takeBackfill(LockedRoom room, int count) {
    return placing.takeBackfill(room, count);
  }

  /** Keeps events that others rest on, without a place in the room. */
  public void keep(LockedRoom room, List<OutlierEvent> outliers) {
    placing.keep(room, outliers);
  }

  /**
   * Notes the membership of a user of ours in a room that this server is not in: an invite, a
   * knock, or the end of one.
   *
   * @param stripped what the user may see of the room
   */
  public void appendOutside(LockedRoom room, Pdu membershipEvent, ArrayNode stripped) {
    UserId user = UserId.parse(membershipEvent.stateKey().orElseThrow());
    String membership = membershipEvent.membership().orElseThrow();
    StoredEvent kept = placing.keepOne(room, membershipEvent);
    long position = positions.next(WakeKey.user(user));
    Optional<ArrayNode> seen = Optional.of(stripped).filter(state -> !state.isEmpty());
    memberships.putAll(
        room.nid(),
        position,
        List.of(new MembershipStore.NewMembership(user, membership, kept, seen)));
    outsideMembership.fire(
        new OutsideMembership(
            room.id(), user, membership, membershipEvent.sender(), membershipEvent.eventId()));
  }

  /** Takes a room that the user has left from the user's sight. */
  public void forget(RoomId room, UserId user) {
    memberships.forget(room, user);
    positions.wake(WakeKey.user(user));
  }

  /**
   * Ends the room: from the commit on nobody finds it and none of our users was ever in it, so that
   * its rows can be deleted at leisure.
   *
   * @return the number by which these rows know it
   */
  public long end(LockedRoom room) {
    rooms.end(room.nid());
    List<UserId> ours =
        memberships.users(room.nid()).stream()
            .filter(user -> domains.isLocal(user.server()))
            .toList();
    memberships.delete(room.nid(), ours);
    recent.changed(room.id());
    positions.wake(WakeKey.room(room.id()), WakeKey.receipts(room.id()));
    positions.wake(ours.stream().map(WakeKey::user).toList());
    return room.nid();
  }

  private NewRoomEvent write(LockedRoom room, NewEvent event) {
    Pdu pdu = event.pdu();
    long nid = positions.next(WakeKey.room(room.id()));
    RoomState before = room.state();
    Optional<StoredEvent> replaced =
        pdu.asStateKey().flatMap(key -> before.find(key.type(), key.key()));
    Optional<StateGroup> group =
        pdu.isState()
            ? Optional.of(groups.create(room.nid(), room.stateGroup(), nid))
            : Optional.empty();
    StoredEvent stored =
        new StoredEvent(
            nid,
            nid,
            pdu,
            group.map(StateGroup::group).orElse(room.stateGroup()),
            false,
            false,
            replaced.map(StoredEvent::nid).orElse(0L),
            0,
            event.transaction());
    events.insert(room.nid(), stored, edges(room, pdu), clock.instant());
    group.ifPresent(made -> groups.fill(made, stored, before));
    pdu.asStateKey().ifPresent(key -> writeState(room, stored, key, replaced));
    relations.note(room.nid(), room.id(), stored);
    room.advance(stored);
    redactions.apply(room, stored);
    return new NewRoomEvent(room.id(), stored, room.state(), MembershipChange.of(before, pdu));
  }

  private void writeState(
      LockedRoom room, StoredEvent event, StateKey key, Optional<StoredEvent> replaced) {
    long replacedNid = replaced.map(StoredEvent::nid).orElse(0L);
    states.set(room.nid(), new StateDelta(event.position(), key, event.nid(), replacedNid));
    if (key.type().equals(EventTypes.MEMBER)) {
      writeMembership(room, event, key.key());
    }
  }

  private void writeMembership(LockedRoom room, StoredEvent event, String target) {
    Optional<UserId> user = UserId.find(target);
    Optional<String> membership = event.pdu().membership();
    if (user.isEmpty() || membership.isEmpty()) {
      return;
    }
    Optional<ArrayNode> stripped = StrippedState.find(room.state(), membership.get(), event.pdu());
    memberships.put(room.nid(), user.get(), membership.get(), event, stripped);
    positions.wake(WakeKey.user(user.get()));
  }

  private EventStore.Edges edges(LockedRoom room, Pdu pdu) {
    List<EventId> prev = pdu.prevEvents();
    long[] prevNids =
        room.extremityIds().equals(prev)
            ? room.extremities().stream().mapToLong(LockedRoom.Extremity::nid).toArray()
            : events.nids(prev);
    return new EventStore.Edges(prevNids, authNids(room.state(), pdu));
  }

  /** From the state in memory; what is not there is looked up. */
  private long[] authNids(RoomState state, Pdu pdu) {
    List<EventId> wanted = pdu.authEvents();
    List<StoredEvent> present =
        AuthEventsNeeded.of(pdu).stream()
            .flatMap(key -> state.find(key.type(), key.key()).stream())
            .filter(event -> wanted.contains(event.pdu().eventId()))
            .toList();
    return present.size() == wanted.size()
        ? present.stream().mapToLong(StoredEvent::nid).toArray()
        : events.nids(wanted);
  }
}
