package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.ReceivedEvent.Verdict;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.relation.Relations;
import org.konsil.room.state.MembershipChange;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.StateGroup;
import org.konsil.room.state.StateGroups;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** Writes an event wherever in the room's graph it belongs, and moves the room's head after it. */
@ApplicationScoped
class EventPlacing {
  /** Beyond this the oldest are dropped: a peer that forks a room without end gains nothing. */
  static final int MAX_EXTREMITIES = 50;

  private static final int MAX_FOLLOWED = 200;

  @Inject RoomStore rooms;
  @Inject EventStore events;
  @Inject Relations relations;
  @Inject BackwardExtremityStore gaps;
  @Inject StateGroups groups;
  @Inject StateResolver resolver;
  @Inject CurrentState currentState;
  @Inject Redactions redactions;
  @Inject StreamPositions positions;
  @Inject Clock clock;

  /**
   * The event with its place; with what to tell of it when it is new and accepted. An event that
   * has a place already stays as it is.
   */
  Placed place(LockedRoom room, ReceivedEvent received) {
    Pdu pdu = received.pdu();
    Optional<StoredEvent> known = events.byId(List.of(pdu.eventId())).stream().findFirst();
    if (known.filter(event -> event.stateGroup() != 0).isPresent()) {
      return new Placed(known.get(), Optional.empty());
    }
    Map<EventId, Long> previous = previous(room, pdu);
    StoredEvent event = write(room, received, known, previous);
    boolean referred = fillGap(room, event, previous);
    RoomState before = room.state();
    if (received.verdict() == Verdict.ACCEPTED && received.kind() != Kind.BACKFILLED) {
      moveHead(room, received, event, referred);
    }
    return new Placed(event, news(room, received, redacted(room, event), before));
  }

  /** Those of the event's previous events that have a place, with their numbers. */
  private Map<EventId, Long> previous(LockedRoom room, Pdu pdu) {
    Map<EventId, Long> head =
        room.extremities().stream()
            .collect(Collectors.toMap(LockedRoom.Extremity::eventId, LockedRoom.Extremity::nid));
    head.keySet().retainAll(pdu.prevEvents());
    if (head.keySet().containsAll(pdu.prevEvents())) {
      return head;
    }
    return events.byId(pdu.prevEvents()).stream()
        .filter(event -> event.stateGroup() != 0)
        .collect(Collectors.toMap(event -> event.pdu().eventId(), StoredEvent::nid));
  }

  /** An event and what it means for readers. */
  record Placed(StoredEvent event, Optional<NewRoomEvent> news) {}

  private StoredEvent write(
      LockedRoom room,
      ReceivedEvent received,
      Optional<StoredEvent> outlier,
      Map<EventId, Long> previous) {
    Pdu pdu = received.pdu();
    boolean rejected =
        received.verdict() == Verdict.REJECTED || outlier.filter(StoredEvent::rejected).isPresent();
    long position = rejected ? 0 : position(room, received);
    long nid =
        outlier
            .map(StoredEvent::nid)
            .orElseGet(() -> position > 0 ? position : positions.numbers(1)[0]);
    boolean changesState = pdu.isState() && !rejected;
    Optional<StateGroup> group =
        changesState
            ? Optional.of(groups.create(room.nid(), received.before().group(), nid))
            : Optional.empty();
    Optional<StoredEvent> replaced =
        changesState ? received.before().find(pdu.asStateKey().get()) : Optional.empty();
    StoredEvent event =
        new StoredEvent(
            nid,
            position,
            outlier.map(StoredEvent::pdu).orElse(pdu),
            group.map(StateGroup::group).orElse(received.before().group()),
            rejected,
            received.verdict() == Verdict.SOFT_FAILED,
            replaced.map(StoredEvent::nid).orElse(0L),
            outlier.map(StoredEvent::redactedByNid).orElse(0L),
            received.transaction());
    long[] prevNids = previous.values().stream().mapToLong(Long::longValue).toArray();
    if (outlier.isPresent()) {
      events.place(event, prevNids);
    } else {
      EventStore.Edges edges = new EventStore.Edges(prevNids, events.nids(pdu.authEvents()));
      events.insert(room.nid(), event, edges, clock.instant());
    }
    group.ifPresent(made -> groups.fill(made, event));
    if (position != 0) {
      // what refers to it may have come before it
      positions.wake(WakeKey.relations(room.id()));
      relations.note(room.nid(), room.id(), event);
    }
    return event;
  }

  /** Refused events have none: they are in nobody's timeline. */
  private long position(LockedRoom room, ReceivedEvent received) {
    if (received.verdict() != Verdict.ACCEPTED) {
      return 0;
    }
    if (received.kind() != Kind.BACKFILLED) {
      return positions.next(WakeKey.room(room.id()));
    }
    return received.position() < 0 ? received.position() : takeBackfill(room, 1);
  }

  /** The lowest of so many positions before everything the room has. */
  long takeBackfill(LockedRoom room, int count) {
    return rooms.takeBackfill(room.nid(), count);
  }

  /** Notes what is missing before the event; whether others were waiting for it. */
  private boolean fillGap(LockedRoom room, StoredEvent event, Map<EventId, Long> previous) {
    boolean referred = gaps.remove(room.nid(), event.pdu().eventId());
    if (!event.rejected()) {
      Set<EventId> missing = new HashSet<>(event.pdu().prevEvents());
      missing.removeAll(previous.keySet());
      gaps.insert(room.nid(), missing);
    }
    return referred;
  }

  private void moveHead(
      LockedRoom room, ReceivedEvent received, StoredEvent event, boolean referred) {
    Pdu pdu = event.pdu();
    List<LockedRoom.Extremity> extremities = new ArrayList<>();
    if (received.kind() != Kind.ENTRANCE) {
      Set<EventId> followed = followed(room, pdu);
      extremities.addAll(room.extremities());
      extremities.removeIf(present -> followed.contains(present.eventId()));
    }
    if (!referred || received.kind() == Kind.ENTRANCE) {
      extremities.add(new LockedRoom.Extremity(event.nid(), pdu.eventId()));
    }
    extremities.sort(Comparator.comparingLong(LockedRoom.Extremity::nid));
    int tooMany = Math.max(0, extremities.size() - MAX_EXTREMITIES);
    List<LockedRoom.Extremity> kept = extremities.subList(tooMany, extremities.size());
    long group = resolver.resolve(room, groupsOf(kept, event));
    room.moveHead(kept, Math.max(room.depth(), pdu.depth()), group);
    room.reached(event.position());
    currentState.moveTo(room, group, event.position());
  }

  /** The event's previous events and, where one of them was refused, those before it. */
  private Set<EventId> followed(LockedRoom room, Pdu pdu) {
    if (room.extremityIds().containsAll(pdu.prevEvents())) {
      return Set.copyOf(pdu.prevEvents());
    }
    Set<EventId> all = new HashSet<>();
    Set<EventId> next = Set.copyOf(pdu.prevEvents());
    while (!next.isEmpty() && all.size() < MAX_FOLLOWED) {
      all.addAll(next);
      Set<EventId> behind = new HashSet<>();
      events.byId(next).stream()
          .filter(event -> event.rejected() || event.softFailed())
          .forEach(event -> behind.addAll(event.pdu().prevEvents()));
      behind.removeAll(all);
      next = behind;
    }
    return all;
  }

  private List<Long> groupsOf(List<LockedRoom.Extremity> extremities, StoredEvent event) {
    if (extremities.size() == 1 && extremities.get(0).nid() == event.nid()) {
      return List.of(event.stateGroup());
    }
    return events.byNid(extremities.stream().map(LockedRoom.Extremity::nid).toList()).stream()
        .map(StoredEvent::stateGroup)
        .toList();
  }

  /** The event as it is after its own redaction of another and those of it that came early. */
  private StoredEvent redacted(LockedRoom room, StoredEvent event) {
    if (event.rejected() || event.softFailed()) {
      return event;
    }
    redactions.apply(room, event);
    return redactions.applyWaiting(room, event) ? events.byNid(List.of(event.nid())).get(0) : event;
  }

  private static Optional<NewRoomEvent> news(
      LockedRoom room, ReceivedEvent received, StoredEvent event, RoomState before) {
    if (received.kind() == Kind.BACKFILLED || !event.isShown()) {
      return Optional.empty();
    }
    return Optional.of(
        new NewRoomEvent(
            room.id(),
            event,
            room.state(),
            membershipChange(room, event, before),
            received.kind() == Kind.TO_RELAY));
  }

  /** Only of an event that became the present membership. */
  private static Optional<MembershipChange> membershipChange(
      LockedRoom room, StoredEvent event, RoomState before) {
    boolean present =
        event
            .pdu()
            .asStateKey()
            .flatMap(key -> room.state().find(key.type(), key.key()))
            .filter(holder -> holder.nid() == event.nid())
            .isPresent();
    return present ? MembershipChange.of(before, event.pdu()) : Optional.empty();
  }

  /** Keeps events for the sake of others; those that are known already stay as they are. */
  void keep(LockedRoom room, List<OutlierEvent> outliers) {
    Map<EventId, Long> numbers = new HashMap<>();
    List<EventId> ids = outliers.stream().map(outlier -> outlier.pdu().eventId()).toList();
    Set<EventId> known = new HashSet<>(events.known(ids));
    List<OutlierEvent> missing = new ArrayList<>();
    for (OutlierEvent outlier : outliers) {
      if (known.add(outlier.pdu().eventId())) {
        missing.add(outlier);
      }
    }
    long[] nids = positions.numbers(missing.size());
    for (int i = 0; i < nids.length; i++) {
      numbers.put(missing.get(i).pdu().eventId(), nids[i]);
    }
    numbers.putAll(events.numbers(authEvents(missing)));
    List<EventStore.NewRow> rows = new ArrayList<>();
    for (int i = 0; i < nids.length; i++) {
      rows.add(row(missing.get(i), nids[i], numbers));
    }
    events.insertAll(room.nid(), rows, clock.instant());
    room.keep(rows.stream().map(EventStore.NewRow::event).toList());
  }

  /** An event of a room that this server is not in; the number it is known by. */
  StoredEvent keepOne(LockedRoom room, Pdu pdu) {
    keep(room, List.of(new OutlierEvent(pdu, false)));
    return events.byId(List.of(pdu.eventId())).get(0);
  }

  private static Set<EventId> authEvents(List<OutlierEvent> outliers) {
    Set<EventId> all = new HashSet<>();
    outliers.forEach(outlier -> all.addAll(outlier.pdu().authEvents()));
    return all;
  }

  private static EventStore.NewRow row(OutlierEvent outlier, long nid, Map<EventId, Long> numbers) {
    StoredEvent event =
        new StoredEvent(
            nid, 0, outlier.pdu(), 0, outlier.rejected(), false, 0, 0, Optional.empty());
    long[] authNids =
        outlier.pdu().authEvents().stream()
            .filter(numbers::containsKey)
            .mapToLong(numbers::get)
            .toArray();
    return new EventStore.NewRow(event, new EventStore.Edges(new long[0], authNids));
  }
}
