package org.konsil.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/**
 * A room whose row lock the running transaction holds: the proof of it that appending asks for, and
 * the head of the room as this transaction has moved it. Not for other threads, not beyond the
 * transaction.
 */
public final class LockedRoom {
  private final long nid;
  private final RoomId id;
  private final RoomVersion version;
  private List<Extremity> extremities;
  private long depth;
  private long stateGroup;
  private RoomState state;
  private long lastPosition;
  private final Map<Long, StoredEvent> kept = new HashMap<>();

  /** An event that no other event refers to yet. */
  record Extremity(long nid, EventId eventId) {}

  LockedRoom(RoomRow row, RoomState state) {
    this.nid = row.nid();
    this.id = row.id();
    this.version = row.version();
    this.extremities = row.extremities();
    this.depth = row.depth();
    this.stateGroup = row.stateGroup();
    this.lastPosition = row.lastPosition();
    this.state = state;
  }

  public RoomId id() {
    return id;
  }

  public RoomVersion version() {
    return version;
  }

  /** The state at the head, resolved when there are several extremities. */
  public RoomState state() {
    return state;
  }

  /** The forward extremities, at least one unless the room is empty. */
  public List<EventId> extremityIds() {
    return extremities.stream().map(Extremity::eventId).toList();
  }

  /** Whether what has these previous events follows all that the room has. */
  public boolean endsWith(Collection<EventId> prevEvents) {
    return Set.copyOf(prevEvents).equals(Set.copyOf(extremityIds()));
  }

  /** The depth of the deepest extremity; 0 for an empty room. */
  public long depth() {
    return depth;
  }

  long nid() {
    return nid;
  }

  List<Extremity> extremities() {
    return extremities;
  }

  long stateGroup() {
    return stateGroup;
  }

  long lastPosition() {
    return lastPosition;
  }

  /** The event follows the extremities that it refers to, which are nearly always all of them. */
  void advance(StoredEvent event) {
    Extremity head = new Extremity(event.nid(), event.pdu().eventId());
    extremities = extremities.size() <= 1 ? List.of(head) : following(head, event.pdu());
    depth = Math.max(depth, event.pdu().depth());
    stateGroup = event.stateGroup();
    lastPosition = event.position();
    if (event.pdu().isState()) {
      state = state.with(event, event.nid());
    }
  }

  private List<Extremity> following(Extremity head, Pdu pdu) {
    List<Extremity> rest = new ArrayList<>(extremities);
    rest.removeIf(extremity -> pdu.prevEvents().contains(extremity.eventId()));
    rest.add(head);
    return List.copyOf(rest);
  }

  /** The room's head as a received event has left it. */
  void moveHead(List<Extremity> newExtremities, long newDepth, long newStateGroup) {
    extremities = List.copyOf(newExtremities);
    depth = newDepth;
    stateGroup = newStateGroup;
  }

  /** Events without a place were written: who needs them in this transaction need not read them. */
  void keep(Collection<StoredEvent> outliers) {
    outliers.forEach(event -> kept.put(event.nid(), event));
  }

  /** Those of the events that were kept in this transaction. */
  List<StoredEvent> kept(Collection<Long> nids) {
    return nids.stream().filter(kept::containsKey).map(kept::get).toList();
  }

  /** The stream has come this far in the room. */
  void reached(long position) {
    lastPosition = Math.max(lastPosition, position);
  }

  void changeState(Map<StateKey, Optional<StoredEvent>> changes, long newVersion) {
    state = state.with(changes, newVersion);
  }

  /** An event of the state was redacted: the same key holds what is left of it. */
  void redacted(StoredEvent remains, long newVersion) {
    state = state.with(remains, newVersion);
  }
}
