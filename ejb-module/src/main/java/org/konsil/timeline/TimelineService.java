package org.konsil.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.EventVisibilityService;

/** Pages of a room's timeline and single events of it, as far as the caller may see them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TimelineService {
  private static final int MAX_FETCHES = 3;

  @Inject RoomReadService rooms;
  @Inject RoomAccess access;
  @Inject PageReader pages;
  @Inject EventVisibilityService visibility;
  @Inject ClientEventService clientEvents;
  @Inject RemoteHistory history;

  /**
   * A page of messages.
   *
   * @throws org.konsil.core.error.MatrixException M_FORBIDDEN for rooms that the caller may not
   *     read
   */
  public MessagesResponse messages(Requester requester, RoomId room, MessagesRequest request) {
    long end = access.end(requester, room);
    PageReader.Range range = range(room, request, end);
    PageReader.Page page = page(requester, range, request);
    return new MessagesResponse(
        clientEvents.format(requester, page.events()),
        request.from().orElseGet(() -> start(room, request, end)).toString(),
        page.end().map(PageToken::toString).orElse(null),
        request.filter().lazyLoadMembers() ? senders(requester, page.events()) : null);
  }

  /** Where our part of the room's history ends, other servers are asked for more. */
  private PageReader.Page page(
      Requester requester, PageReader.Range range, MessagesRequest request) {
    PageReader.Page page = pages.read(requester.user(), range, request.limit(), request.filter());
    for (int fetched = 0;
        fetched < MAX_FETCHES
            && request.backwards()
            && request.to().isEmpty()
            && page.end().isEmpty()
            && history.fetch(requester.domain(), range.room());
        fetched++) {
      page = pages.read(requester.user(), range, request.limit(), request.filter());
    }
    return page;
  }

  /**
   * An event with what came before and after it.
   *
   * @param limit of the events around it, 0 to 500
   * @throws org.konsil.core.error.MatrixException M_NOT_FOUND when there is no such event or the
   *     caller may not see it
   */
  public ContextResponse context(
      Requester requester, RoomId room, EventId eventId, int limit, EventFilter filter) {
    int before = limit / 2;
    return context(requester, room, eventId, before, limit - before, filter);
  }

  /** As before, with a limit for each side. */
  public ContextResponse context(
      Requester requester,
      RoomId room,
      EventId eventId,
      int before,
      int after,
      EventFilter filter) {
    StoredEvent event = access.event(requester, room, eventId);
    long end = access.end(requester, room);
    PageReader.Page older =
        pages.read(
            requester.user(),
            new PageReader.Range(room, Long.MIN_VALUE, event.position() - 1, true),
            before,
            filter);
    PageReader.Page newer =
        pages.read(
            requester.user(),
            new PageReader.Range(room, event.position(), end, false),
            after,
            filter);
    StoredEvent last = last(newer.events()).orElse(event);
    StoredEvent first = last(older.events()).orElse(event);
    return new ContextResponse(
        clientEvents.format(requester, event),
        new PageToken(first.position() - 1).toString(),
        new PageToken(last.position()).toString(),
        clientEvents.format(requester, older.events()),
        clientEvents.format(requester, newer.events()),
        state(requester, event, older, newer, filter));
  }

  /**
   * One event.
   *
   * @throws org.konsil.core.error.MatrixException M_NOT_FOUND when there is no such event or the
   *     caller may not see it
   */
  public ObjectNode event(Requester requester, RoomId room, EventId eventId) {
    return clientEvents.format(requester, access.event(requester, room, eventId));
  }

  /** The event nearest to a time, and when it was sent. */
  public record NearestEvent(
      @JsonProperty("event_id") String eventId,
      @JsonProperty("origin_server_ts") long originServerTs) {}

  /**
   * The nearest event that the caller may see. Where our part of the room's history ends before the
   * time, other servers are asked for more; this blocks.
   *
   * @param millis epoch milliseconds
   * @param dir f or b: at or after the time, or at or before it
   * @throws org.konsil.core.error.MatrixException M_NOT_FOUND, M_FORBIDDEN, M_MISSING_PARAM,
   *     M_INVALID_PARAM
   */
  public NearestEvent nearest(Requester requester, RoomId room, String millis, String dir) {
    if (millis == null || dir == null) {
      throw MatrixException.missingParam("'ts' and 'dir' are needed");
    }
    boolean backwards = MessagesRequest.isBackwards(dir);
    long wanted = time(millis);
    long end = access.end(requester, room);
    Optional<Pdu> nearest = nearest(requester, room, wanted, backwards, end);
    for (int fetched = 0;
        fetched < MAX_FETCHES
            && backwards
            && nearest.isEmpty()
            && history.fetch(requester.domain(), room);
        fetched++) {
      nearest = nearest(requester, room, wanted, true, end);
    }
    return nearest
        .map(pdu -> new NearestEvent(pdu.eventId().value(), pdu.originServerTs()))
        .orElseThrow(() -> MatrixException.notFound("No event there"));
  }

  private Optional<Pdu> nearest(
      Requester requester, RoomId room, long millis, boolean backwards, long end) {
    List<StoredEvent> near =
        rooms.near(room, millis, backwards, MessagesRequest.MAX_LIMIT).stream()
            .filter(event -> event.position() <= end)
            .toList();
    return visibility.visible(requester.user(), room, near).stream()
        .findFirst()
        .map(StoredEvent::pdu);
  }

  private static long time(String millis) {
    if (!millis.matches("[0-9]{1,16}")) {
      throw MatrixException.invalidParam("'ts' is no time");
    }
    return Long.parseLong(millis);
  }

  private static PageReader.Range range(RoomId room, MessagesRequest request, long end) {
    Optional<Long> from = request.from().map(PageToken::position);
    Optional<Long> to = request.to().map(PageToken::position);
    return request.backwards()
        ? new PageReader.Range(
            room, to.orElse(Long.MIN_VALUE), Math.min(from.orElse(end), end), true)
        : new PageReader.Range(
            room, from.orElse(Long.MIN_VALUE), Math.min(to.orElse(end), end), false);
  }

  private PageToken start(RoomId room, MessagesRequest request, long end) {
    return new PageToken(request.backwards() ? Math.min(rooms.lastPosition(room), end) : 0);
  }

  /** Who sent these events, as the room knew them then. */
  private List<ObjectNode> senders(Requester requester, Collection<StoredEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    StoredEvent newest =
        events.stream().max((a, b) -> Long.compare(a.position(), b.position())).get();
    return clientEvents.formatState(
        requester,
        rooms.membersAfter(
            newest,
            events.stream().map(event -> event.pdu().sender()).collect(Collectors.toSet())));
  }

  private List<ObjectNode> state(
      Requester requester,
      StoredEvent event,
      PageReader.Page older,
      PageReader.Page newer,
      EventFilter filter) {
    List<StoredEvent> all = new ArrayList<>(older.events());
    all.add(event);
    all.addAll(newer.events());
    List<StoredEvent> present =
        rooms.stateAfter(all.get(all.size() - 1)).events().values().stream()
            .filter(state -> filter.matches(state.pdu()))
            .toList();
    if (filter.lazyLoadMembers()) {
      List<ObjectNode> told = new ArrayList<>(senders(requester, all));
      told.addAll(
          clientEvents.formatState(
              requester,
              present.stream()
                  .filter(state -> !state.pdu().type().equals("m.room.member"))
                  .toList()));
      return told;
    }
    return clientEvents.formatState(requester, present);
  }

  private static Optional<StoredEvent> last(List<StoredEvent> events) {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
  }
}
