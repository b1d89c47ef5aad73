package org.konsil.timeline;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.relation.RelatedEvent;
import org.konsil.room.relation.RelationReadService;
import org.konsil.room.relation.ThreadRoot;
import org.konsil.room.visibility.EventVisibilityService;

/** Events that refer to another, and the threads of a room, as far as the caller may see them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RelationService {
  private static final int MAX_DEPTH = 3;

  /** Relations of one event that are looked at, so that a flood of them stays bounded. */
  private static final int MAX_RELATED = 5_000;

  @Inject RoomReadService rooms;
  @Inject RelationReadService relations;
  @Inject RoomAccess access;
  @Inject EventVisibilityService visibility;
  @Inject ClientEventService clientEvents;

  /**
   * A page of the events that refer to one.
   *
   * @throws MatrixException M_NOT_FOUND when the caller may not see the event
   */
  public RelationsResponse relating(Requester requester, RelationsRequest request) {
    access.event(requester, request.room(), request.parent());
    boolean recurse = request.recurse().orElse(false);
    List<StoredEvent> related =
        related(request, recurse ? MAX_DEPTH : 1).stream()
            .filter(event -> isInRange(event, request))
            .sorted(order(request))
            .toList();
    List<StoredEvent> seen = visibility.visible(requester.user(), request.room(), related);
    List<StoredEvent> page = seen.subList(0, Math.min(seen.size(), request.limit()));
    boolean more = seen.size() > page.size() && !page.isEmpty();
    long last = page.isEmpty() ? 0 : page.get(page.size() - 1).position();
    return new RelationsResponse(
        clientEvents.format(requester, page),
        more ? new PageToken(request.backwards() ? last - 1 : last).toString() : null,
        request.from().map(PageToken::toString).orElse(null),
        request.recurse().isPresent() ? (recurse ? MAX_DEPTH : 1) : null);
  }

  /**
   * The threads of a room, the ones with the newest answers first.
   *
   * @throws MatrixException M_FORBIDDEN for rooms that the caller may not read
   */
  public RelationsResponse threads(Requester requester, RoomId room, ThreadsRequest request) {
    access.end(requester, room);
    int limit = request.limit();
    List<ThreadRoot> threads =
        relations.threads(
            room, request.from().map(PageToken::position).orElse(Long.MAX_VALUE), limit);
    Map<EventId, StoredEvent> roots =
        rooms.events(threads.stream().map(ThreadRoot::root).toList()).stream()
            .collect(Collectors.toMap(event -> event.pdu().eventId(), event -> event));
    List<StoredEvent> found =
        threads.stream()
            .map(thread -> roots.get(thread.root()))
            .filter(event -> event != null && event.pdu().roomId().equals(room))
            .toList();
    List<StoredEvent> seen = visibility.visible(requester.user(), room, found);
    var formatted = new ArrayList<>(clientEvents.format(requester, seen));
    if (request.participated()) {
      formatted.removeIf(
          event ->
              !event.at("/unsigned/m.relations/m.thread/current_user_participated").asBoolean());
    }
    String next =
        threads.size() < limit || threads.isEmpty()
            ? null
            : new PageToken(threads.get(threads.size() - 1).latest()).toString();
    return new RelationsResponse(formatted, next, null, null);
  }

  private List<StoredEvent> related(RelationsRequest request, int depth) {
    List<StoredEvent> found = new ArrayList<>();
    Set<EventId> known = new HashSet<>(Set.of(request.parent()));
    List<EventId> parents = List.of(request.parent());
    for (int i = 0; i < depth && !parents.isEmpty() && found.size() < MAX_RELATED; i++) {
      List<RelatedEvent> children =
          relations.children(request.room(), parents).stream()
              .filter(child -> known.add(child.event().pdu().eventId()))
              .toList();
      children.stream()
          .filter(child -> isWanted(child, request))
          .map(RelatedEvent::event)
          .forEach(found::add);
      parents = children.stream().map(child -> child.event().pdu().eventId()).toList();
    }
    return found;
  }

  private static boolean isWanted(RelatedEvent child, RelationsRequest request) {
    return request.relType().map(child.relation().type()::equals).orElse(true)
        && request.eventType().map(child.event().pdu().type()::equals).orElse(true);
  }

  private static boolean isInRange(StoredEvent event, RelationsRequest request) {
    long from = request.from().map(PageToken::position).orElse(bound(!request.backwards()));
    long to = request.to().map(PageToken::position).orElse(bound(request.backwards()));
    long position = event.position();
    return request.backwards()
        ? position <= from && position > to
        : position > from && position <= to;
  }

  private static long bound(boolean oldest) {
    return oldest ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static Comparator<StoredEvent> order(RelationsRequest request) {
    Comparator<StoredEvent> oldestFirst = Comparator.comparingLong(StoredEvent::position);
    return request.backwards() ? oldestFirst.reversed() : oldestFirst;
  }
}
