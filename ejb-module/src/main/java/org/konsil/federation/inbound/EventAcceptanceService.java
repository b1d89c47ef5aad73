package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.EventAppendService;
import org.konsil.room.EventGraphService;
import org.konsil.room.LockedRoom;
import org.konsil.room.OutlierEvent;
import org.konsil.room.ReceivedEvent;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.ReceivedEvent.Verdict;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.StateBefore;

/** The short transactions of received events: lock the room, judge, append. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EventAcceptanceService {
  @Inject EventAppendService append;
  @Inject EventGraphService graph;
  @Inject EventAuthorisation authorisation;
  @Inject OutlierCheck outlierCheck;

  /** The event as it was written; empty when the state before it is not known here. */
  public Optional<StoredEvent> accept(Pdu event, Kind kind) {
    return accept(event, kind, 0);
  }

  /**
   * As {@link #accept(Pdu, Kind)}.
   *
   * @param position of a backfilled event, 0 for others
   */
  public Optional<StoredEvent> accept(Pdu event, Kind kind, long position) {
    LockedRoom room = append.lock(event.roomId());
    Optional<StateBefore> before =
        event.type().equals(EventTypes.CREATE)
            ? Optional.of(graph.beginning())
            : graph.before(room, event.prevEvents());
    return before.map(state -> append(room, event, state, kind, position));
  }

  /**
   * The first of these events of one room, as many as simply go on from what the room has: each
   * follows the one before it, nothing it rests on has to be looked for, and only the last may
   * change the state. None of them when one breaks something.
   *
   * @return how many found their place; the others are for {@link #accept}
   */
  public int acceptRun(List<Pdu> events) {
    LockedRoom room = append.lock(events.get(0).roomId());
    if (room.state().policyServer().isPresent()) {
      return 0;
    }
    append.expect(events.size());
    Set<EventId> known = graph.known(events.stream().map(Pdu::eventId).toList());
    int taken = 0;
    boolean goesOn = true;
    while (goesOn && taken < events.size() && follows(room, events.get(taken), known)) {
      Pdu event = events.get(taken++);
      StateBefore before = graph.before(room, event.prevEvents()).orElseThrow();
      append(room, event, before, Kind.NEW, 0);
      goesOn = !event.isState();
    }
    return taken;
  }

  private static boolean follows(LockedRoom room, Pdu event, Set<EventId> known) {
    return !event.prevEvents().isEmpty()
        && room.endsWith(event.prevEvents())
        && !known.contains(event.eventId())
        && !event.type().equals(EventTypes.CREATE)
        && EventAuthorisation.isPresent(room.state(), event);
  }

  /**
   * The event after a state that another server told.
   *
   * @param state ids of events that are kept here
   */
  public StoredEvent acceptAfter(Pdu event, Kind kind, long position, Collection<EventId> state) {
    LockedRoom room = append.lock(event.roomId());
    StateBefore before = graph.given(room, state, event.prevEvents());
    return append(room, event, before, kind, position);
  }

  private StoredEvent append(
      LockedRoom room, Pdu event, StateBefore before, Kind kind, long position) {
    Verdict verdict = authorisation.judge(room, event, before, kind);
    return append.append(room, new ReceivedEvent(event, before, verdict, kind, position));
  }

  /** The lowest of so many positions for history that is about to be received. */
  public long takeBackfill(RoomId room, int count) {
    return append.takeBackfill(append.lock(room), count);
  }

  /** Keeps events that others rest on. */
  public void keep(RoomId room, Collection<Pdu> events) {
    LockedRoom locked = append.lock(room);
    append.keep(locked, outlierCheck.judged(events));
  }

  /**
   * Comes into a room: all that another server told of it, and our own join.
   *
   * @param state the ids of the state before the join
   * @param events the events of that state and of its auth chain
   * @throws MatrixException M_FORBIDDEN when that state does not allow the join; then nothing is
   *     kept
   */
  public StoredEvent enter(
      RoomVersion version, Pdu join, Collection<EventId> state, Collection<Pdu> events) {
    List<OutlierEvent> judged = outlierCheck.judged(events);
    LockedRoom room = append.lockOrMake(join.roomId(), version);
    append.keep(room, judged);
    StoredEvent entered = append(room, join, graph.given(room, state, List.of()), Kind.ENTRANCE, 0);
    if (entered.rejected()) {
      throw MatrixException.forbidden("The room that was told does not let the user in");
    }
    return entered;
  }

  /** What a user of ours is in a room that this server is not in. */
  public void noteOutside(RoomVersion version, Pdu membershipEvent, ArrayNode stripped) {
    LockedRoom room = append.lockOrMake(membershipEvent.roomId(), version);
    append.appendOutside(room, membershipEvent, stripped);
  }
}
