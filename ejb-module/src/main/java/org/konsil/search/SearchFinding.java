package org.konsil.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.visibility.EventVisibilityService;
import org.konsil.search.SearchRequest.RoomEvents;
import org.konsil.search.SearchStore.Hit;
import org.konsil.storage.StreamPositions;

/** Finds the events that fit, as far as the reader may see them. */
@ApplicationScoped
class SearchFinding {
  /** So many of the newest matches are looked at; who wants older ones searches more narrowly. */
  private static final int MAX_HITS = 500;

  /** A room that is searched for the first time is taken down in so many pieces at most. */
  private static final int MAX_PIECES = 200;

  private static final Set<String> WAS_INSIDE = Set.of("join", "leave", "ban");

  @Inject RoomReadService rooms;
  @Inject EventVisibilityService visibility;
  @Inject SearchIndexService index;
  @Inject SearchStore store;
  @Inject StreamPositions positions;

  /** {@code rank}: 0 to 1, the higher the closer. */
  record Match(StoredEvent event, double rank) {
    RoomId room() {
      return event.pdu().roomId();
    }

    String groupValue(String key) {
      return key.equals(SearchRequest.Group.ROOM) ? room().value() : event.pdu().sender().value();
    }
  }

  /** All matches in the wanted order. */
  List<Match> find(UserId reader, RoomEvents wanted) {
    List<String> words = SearchWords.wanted(wanted.searchTerm());
    EventFilter filter = wanted.parsedFilter();
    List<RoomId> searched = searched(reader, filter);
    if (words.isEmpty() || searched.isEmpty()) {
      return List.of();
    }
    searched.forEach(this::takeDown);
    Map<Long, Double> ranks = new HashMap<>();
    for (Hit hit : store.find(searched, wanted.fields(), words, MAX_HITS)) {
      ranks.put(hit.nid(), SearchWords.rank(hit.words(), words));
    }
    List<Match> matches = new ArrayList<>();
    for (StoredEvent event : visible(reader, ranks.keySet())) {
      if (filter.matches(event.pdu())) {
        matches.add(new Match(event, ranks.get(event.nid())));
      }
    }
    Comparator<Match> recent =
        Comparator.comparingLong((Match match) -> match.event().position()).reversed();
    matches.sort(
        wanted.byRank()
            ? Comparator.comparingDouble(Match::rank).reversed().thenComparing(recent)
            : recent);
    return matches;
  }

  /** Where the reader is or was, without rooms that are encrypted. */
  private List<RoomId> searched(UserId reader, EventFilter filter) {
    return rooms.memberships(reader).stream()
        .filter(membership -> !membership.forgotten())
        .filter(membership -> WAS_INSIDE.contains(membership.membership()))
        .map(RoomMembership::room)
        .filter(filter::matchesRoom)
        .filter(room -> rooms.findState(room).filter(state -> !isSecret(state)).isPresent())
        .toList();
  }

  private static boolean isSecret(RoomState state) {
    return state.isEncrypted();
  }

  private void takeDown(RoomId room) {
    long upTo = Math.min(positions.current(), rooms.lastPosition(room));
    boolean more = true;
    for (int piece = 0; more && piece < MAX_PIECES; piece++) {
      more = index.extend(room, upTo);
    }
  }

  private List<StoredEvent> visible(UserId reader, Collection<Long> nids) {
    Map<RoomId, List<StoredEvent>> byRoom =
        rooms.eventsByNid(nids).stream()
            .filter(event -> !event.isRedacted())
            .collect(Collectors.groupingBy(event -> event.pdu().roomId()));
    List<StoredEvent> visible = new ArrayList<>();
    byRoom.forEach((room, events) -> visible.addAll(visibility.visible(reader, room, events)));
    return visible;
  }
}
