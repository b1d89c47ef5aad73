package org.konsil.room;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.StateBefore;
import org.konsil.room.state.StateGroups;

/** The graph of a room's events, for those who exchange events with other servers. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class EventGraphService {
  @Inject EventStore events;
  @Inject StateGroups groups;
  @Inject StateResolver resolver;
  @Inject BackwardExtremityStore gaps;

  /** The state before a room's first event. */
  public StateBefore beginning() {
    return new StateBefore(0, key -> Optional.empty());
  }

  /** The state before an event with these previous events; empty when one has no known state. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Optional<StateBefore> before(LockedRoom room, Collection<EventId> prevEvents) {
    if (room.endsWith(prevEvents)) {
      return Optional.of(present(room));
    }
    List<StoredEvent> previous = placed(prevEvents);
    if (prevEvents.isEmpty() || previous.size() < Set.copyOf(prevEvents).size()) {
      return Optional.empty();
    }
    long group = resolver.resolve(room, previous.stream().map(StoredEvent::stateGroup).toList());
    return Optional.of(group == room.stateGroup() ? present(room) : ofGroup(group));
  }

  /**
   * A state that another server told us, of events that are kept here. Rejected ones are left out.
   *
   * @param known states after some of the previous events, to be resolved with it
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public StateBefore given(
      LockedRoom room, Collection<EventId> state, Collection<EventId> knownPrevious) {
    List<Long> states = new ArrayList<>();
    states.add(groups.snapshot(room.nid(), events.stateEntries(state)));
    placed(knownPrevious).forEach(event -> states.add(event.stateGroup()));
    return ofGroup(resolver.resolve(room, states));
  }

  private static StateBefore present(LockedRoom room) {
    return new StateBefore(
        room.stateGroup(), key -> Optional.ofNullable(room.state().events().get(key)));
  }

  private StateBefore ofGroup(long group) {
    return new StateBefore(
        group,
        key ->
            Optional.ofNullable(groups.lookUp(List.of(group), key).get(group))
                .flatMap(nid -> events.byNid(List.of(nid)).stream().findFirst()));
  }

  private List<StoredEvent> placed(Collection<EventId> ids) {
    return events.byId(ids).stream().filter(event -> event.stateGroup() != 0).toList();
  }

  /** Those of the events that this server has, in whatever form. */
  public Set<EventId> known(Collection<EventId> ids) {
    return Set.copyOf(events.known(ids));
  }

  /** Those of the events that have their place in the graph. */
  public Set<EventId> placedAmong(Collection<EventId> ids) {
    Set<EventId> found = new HashSet<>();
    placed(ids).forEach(event -> found.add(event.pdu().eventId()));
    return found;
  }

  /** Events that the room's refer to and that this server does not have; some of them. */
  public List<EventId> gaps(RoomId room, int limit) {
    return gaps.of(room, limit);
  }

  /** All that these events rest on, themselves excluded; rejected events are left out. */
  public List<StoredEvent> authChain(Collection<StoredEvent> tips) {
    AuthChain chain = new AuthChain(events);
    chain.add(tips);
    Set<EventId> ids = new HashSet<>();
    tips.forEach(tip -> ids.add(tip.pdu().eventId()));
    return chain.below(ids).stream().filter(event -> !event.rejected()).toList();
  }

  /**
   * The events before some others, breadth first, over previous events.
   *
   * @param from where to start; included
   * @param border events at which to stop; not included
   * @param limit of the events in the answer
   * @param minDepth shallower events end the walk
   */
  public List<StoredEvent> history(
      RoomId room, Collection<EventId> from, Set<EventId> border, int limit, long minDepth) {
    Set<EventId> seen = new HashSet<>(border);
    Set<EventId> next = new LinkedHashSet<>(from);
    List<StoredEvent> found = new ArrayList<>();
    while (!next.isEmpty() && found.size() < limit) {
      next.removeAll(seen);
      seen.addAll(next);
      List<StoredEvent> generation = generation(room, next, minDepth);
      next = new LinkedHashSet<>();
      for (StoredEvent event : generation) {
        if (found.size() < limit) {
          found.add(event);
        }
        next.addAll(event.pdu().prevEvents());
      }
    }
    return found;
  }

  private List<StoredEvent> generation(RoomId room, Collection<EventId> ids, long minDepth) {
    return placed(ids).stream()
        .filter(event -> event.pdu().roomId().equals(room) && event.pdu().depth() >= minDepth)
        .sorted((a, b) -> Long.compare(b.pdu().depth(), a.pdu().depth()))
        .toList();
  }
}
