package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.StateKey;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.filter.RoomFilter;
import org.konsil.core.id.RoomId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.visibility.TimelineSlice;
import org.konsil.room.visibility.VisibleTimelineService;
import org.konsil.timeline.ClientEventService;

/** Timeline and state of one room in a sync, alike for joined and left rooms. */
@ApplicationScoped
class TimelineSection {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;
  private static final String MEMBER = "m.room.member";

  @Inject private RoomReadService rooms;
  @Inject private VisibleTimelineService timelines;
  @Inject private ClientEventService clientEvents;

  /** What of a room is told. */
  record Parts(TimelineSlice timeline, List<StoredEvent> state) {
    static final Parts NONE = new Parts(new TimelineSlice(List.of(), false, 0), List.of());

    /** With another event at the end of the timeline. */
    Parts then(Optional<StoredEvent> event) {
      List<StoredEvent> events = new ArrayList<>(timeline.events());
      event.ifPresent(events::add);
      return new Parts(
          new TimelineSlice(List.copyOf(events), timeline.limited(), timeline.start()), state);
    }
  }

  /**
   * Reads a room between two positions.
   *
   * @param whole whether the client has nothing of the room yet
   */
  Parts read(SyncRead read, RoomId room, boolean whole, long after, long upTo) {
    RoomFilter filter = read.request().filter().room();
    TimelineSlice slice =
        timelines.timeline(
            room,
            whole ? 0 : after,
            upTo,
            filter.timeline().limit(DEFAULT_LIMIT, MAX_LIMIT),
            read.reader(),
            event -> filter.timeline().matches(event.pdu()));
    boolean atEnd = read.request().useStateAfter();
    long end = atEnd ? upTo : timelineStart(slice, upTo);
    Map<StateKey, StoredEvent> state = new LinkedHashMap<>();
    long told = end;
    if (whole || read.request().fullState()) {
      state.putAll(rooms.stateAt(room, end).events());
    } else if (slice.limited() || atEnd) {
      rooms.stateChanges(room, after, end).forEach(event -> put(state, event));
    } else {
      told = after;
    }
    if (rooms.stateChanged(room, told)) {
      hiddenState(room, slice, told, upTo).forEach(event -> put(state, event));
    }
    if (filter.lazyLoadMembers()) {
      keepOnlyNeededMembers(read, room, slice, state, end, whole);
    }
    return new Parts(slice, filtered(state.values(), filter.state()));
  }

  void put(ObjectNode body, SyncRead read, Parts parts) {
    TimelineSlice slice = parts.timeline();
    ObjectNode timeline = body.putObject("timeline");
    timeline
        .putArray("events")
        .addAll(clientEvents.format(read.requester(), slice.events(), read.request().filter()));
    timeline.put("limited", slice.limited()).put("prev_batch", "t" + slice.start());
    body.putObject(read.request().useStateAfter() ? "state_after" : "state")
        .putArray("events")
        .addAll(clientEvents.format(read.requester(), parts.state(), read.request().filter()));
  }

  /**
   * What the room's state gained within the timeline by events that the reader may not see there:
   * with history from the invitation on, the room was set up before. It is part of the room that
   * the reader has joined all the same; without it a client takes an encrypted room for a plain
   * one.
   */
  private List<StoredEvent> hiddenState(RoomId room, TimelineSlice slice, long end, long upTo) {
    Set<Long> shown = new HashSet<>();
    slice.events().forEach(event -> shown.add(event.position()));
    return rooms.stateChanges(room, end, upTo).stream()
        .filter(event -> !shown.contains(event.position()))
        .toList();
  }

  private static void put(Map<StateKey, StoredEvent> state, StoredEvent event) {
    state.put(event.pdu().asStateKey().orElseThrow(), event);
  }

  /** The state is that right before the first event of the timeline. */
  private static long timelineStart(TimelineSlice slice, long upTo) {
    return slice.events().isEmpty() ? upTo : slice.events().get(0).position() - 1;
  }

  /**
   * With lazy loading, of the members only the senders of the timeline and, in a room that is new
   * to the client, the reader and the heroes; also when the state itself did not change.
   */
  private void keepOnlyNeededMembers(
      SyncRead read,
      RoomId room,
      TimelineSlice slice,
      Map<StateKey, StoredEvent> state,
      long end,
      boolean whole) {
    List<String> needed = new ArrayList<>();
    slice.events().forEach(event -> needed.add(event.pdu().sender().value()));
    if (whole) {
      needed.add(read.reader().value());
      RoomSummary.heroes(rooms.state(room), read.reader())
          .forEach(hero -> needed.add(hero.value()));
    }
    // In a gap the changed members stay: the client may hold their old state.
    if (whole || read.request().fullState()) {
      state.keySet().removeIf(key -> key.type().equals(MEMBER) && !needed.contains(key.key()));
    }
    if (!needed.isEmpty()) {
      RoomState told = rooms.stateAt(room, end);
      for (String user : needed) {
        StateKey key = new StateKey(MEMBER, user);
        Optional.ofNullable(told.events().get(key))
            .ifPresent(event -> state.putIfAbsent(key, event));
      }
    }
  }

  private static List<StoredEvent> filtered(Iterable<StoredEvent> events, EventFilter filter) {
    List<StoredEvent> kept = new ArrayList<>();
    for (StoredEvent event : events) {
      if (filter.matches(event.pdu())) {
        kept.add(event);
      }
    }
    kept.sort((a, b) -> Long.compare(a.position(), b.position()));
    return kept;
  }
}
