package org.konsil.federation.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.room.EventGraphService;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/**
 * Brings verified events into their room: fetches what is missing before them, then has each judged
 * and appended in a transaction of its own.
 */
@ApplicationScoped
public class RoomReceiving {
  /** Events that are asked for to close a gap; what lies before them is history. */
  private static final int MAX_GAP = 50;

  @Inject private EventGraphService graph;
  @Inject private RoomReadService rooms;
  @Inject private EventFetching fetching;
  @Inject private EventAcceptanceService acceptance;
  @Inject private PolicyRecommendation policy;

  protected RoomReceiving() {}

  RoomReceiving(
      EventGraphService graph,
      RoomReadService rooms,
      EventFetching fetching,
      EventAcceptanceService acceptance,
      PolicyRecommendation policy) {
    this.graph = graph;
    this.rooms = rooms;
    this.fetching = fetching;
    this.acceptance = acceptance;
    this.policy = policy;
  }

  /**
   * A new event, whose gap to what we have is closed first.
   *
   * @throws MatrixException when it could not be judged, because what it rests on was not to be had
   */
  StoredEvent receive(Peer peer, Pdu event) {
    Optional<StoredEvent> placed = placed(event);
    if (placed.isPresent()) {
      return placed.get();
    }
    if (!graph.placedAmong(event.prevEvents()).containsAll(event.prevEvents())) {
      closeGap(peer, event);
    }
    return process(peer, event, Kind.NEW, 0);
  }

  /**
   * History before what the room has, the oldest first; what does not fit is left out.
   *
   * @return how many events found their place
   */
  public int backfill(Peer peer, List<Pdu> events) {
    long position = acceptance.takeBackfill(peer.room(), events.size());
    int placed = 0;
    for (Pdu event : events) {
      try {
        boolean before = placed(event).isPresent();
        process(peer, event, Kind.BACKFILLED, position++);
        placed += before ? 0 : 1;
      } catch (MatrixException unusable) {
        // what comes after it is judged by a state that the peer is asked for
        continue;
      }
    }
    return placed;
  }

  private Optional<StoredEvent> placed(Pdu event) {
    return graph.placedAmong(List.of(event.eventId())).isEmpty()
        ? Optional.empty()
        : rooms.findEvent(event.roomId(), event.eventId());
  }

  private void closeGap(Peer peer, Pdu event) {
    List<Pdu> between =
        fetching.missing(peer, rooms.extremities(peer.room()), event.eventId(), MAX_GAP);
    for (Pdu missing : between) {
      try {
        process(peer, missing, Kind.NEW, 0);
      } catch (MatrixException unusable) {
        // the events after it are judged by a state that the peer is asked for
        continue;
      }
    }
  }

  /** An event in its place, as far as the place is known or can be asked for. */
  private StoredEvent process(Peer peer, Pdu event, Kind kind, long position) {
    Optional<StoredEvent> placed = placed(event);
    if (placed.isPresent()) {
      return placed.get();
    }
    requireCausal(event, kind);
    fetchAuthEvents(peer, event);
    Pdu asked = kind == Kind.NEW ? policy.asked(peer.own(), event) : event;
    return acceptance
        .accept(asked, kind, position)
        .orElseGet(() -> acceptAfterTold(peer, asked, kind, position));
  }

  /** A room has one create event, and every other event comes after something (CVE-2025-49090). */
  private void requireCausal(Pdu event, Kind kind) {
    boolean theBeginning =
        event.type().equals(EventTypes.CREATE)
            && kind == Kind.BACKFILLED
            && isKnown(List.of(event.eventId()));
    boolean causal = !event.type().equals(EventTypes.CREATE) && !event.prevEvents().isEmpty();
    if (!theBeginning && !causal) {
      throw MatrixException.forbidden("The event stands outside of the room's history");
    }
  }

  private void fetchAuthEvents(Peer peer, Pdu event) {
    if (!isKnown(event.authEvents())) {
      acceptance.keep(peer.room(), fetching.authChain(peer, event.eventId()));
      if (!isKnown(event.authEvents())) {
        throw MatrixException.forbidden("An auth event is not to be had");
      }
    }
  }

  private boolean isKnown(Collection<EventId> events) {
    return graph.known(events).containsAll(events);
  }

  private StoredEvent acceptAfterTold(Peer peer, Pdu event, Kind kind, long position) {
    EventFetching.StateIds ids = fetching.stateIds(peer, event.eventId());
    Set<EventId> missing = new HashSet<>(ids.state());
    missing.addAll(ids.authChain());
    missing.removeAll(graph.known(missing));
    if (!missing.isEmpty()) {
      acceptance.keep(peer.room(), fetching.stateEvents(peer, missing, event.eventId()));
    }
    return acceptance.acceptAfter(event, kind, position, ids.state());
  }
}
