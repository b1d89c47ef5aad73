package org.konsil.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.search.SearchFinding.Match;
import org.konsil.search.SearchRequest.RoomEvents;
import org.konsil.timeline.ClientEventService;
import org.konsil.timeline.ContextResponse;
import org.konsil.timeline.RoomStateReadService;
import org.konsil.timeline.TimelineService;

/**
 * Full text search in the rooms that the caller is or was in.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#server-side-search">Server side
 *     search</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SearchService {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;

  @Inject SearchFinding finding;
  @Inject TimelineService timeline;
  @Inject RoomStateReadService states;
  @Inject ClientEventService clientEvents;

  /**
   * A page of results.
   *
   * @param nextBatch where it begins; null for the first
   * @throws MatrixException M_MISSING_PARAM, M_INVALID_PARAM, M_BAD_JSON for the filter
   */
  public ObjectNode search(Requester requester, SearchRequest request, String nextBatch) {
    SearchToken start =
        Optional.ofNullable(nextBatch).map(SearchToken::parse).orElse(SearchToken.START);
    ObjectNode response = Json.object();
    ObjectNode categories = response.putObject("search_categories");
    request
        .events()
        .ifPresent(wanted -> categories.set("room_events", roomEvents(requester, wanted, start)));
    return response;
  }

  private ObjectNode roomEvents(Requester requester, RoomEvents wanted, SearchToken start) {
    List<Match> all =
        finding.find(requester.user(), wanted).stream()
            .filter(
                match ->
                    start
                        .group()
                        .map(group -> match.groupValue(group.key()).equals(group.value()))
                        .orElse(true))
            .toList();
    int from = Math.min(start.offset(), all.size());
    int limit = Math.max(1, wanted.parsedFilter().limit(DEFAULT_LIMIT, MAX_LIMIT));
    int to = Math.min(from + limit, all.size());
    List<Match> page = all.subList(from, to);
    ObjectNode body = Json.object();
    body.put("count", all.size());
    ArrayNode highlights = body.putArray("highlights");
    SearchWords.wanted(wanted.searchTerm()).forEach(highlights::add);
    body.set("results", results(requester, wanted, page));
    if (wanted.includeState()) {
      body.set("state", state(requester, page));
    }
    if (!wanted.groups().isEmpty()) {
      body.set("groups", groups(wanted, page, all));
    }
    if (to < all.size()) {
      body.put("next_batch", new SearchToken(to, start.group()).toString());
    }
    return body;
  }

  private ArrayNode results(Requester requester, RoomEvents wanted, List<Match> page) {
    ArrayNode results = Json.object().arrayNode();
    List<ObjectNode> formatted =
        clientEvents.format(requester, page.stream().map(Match::event).toList());
    for (int i = 0; i < page.size(); i++) {
      Match match = page.get(i);
      ObjectNode result = results.addObject().put("rank", match.rank());
      result.set("result", formatted.get(i));
      wanted
          .context()
          .ifPresent(context -> result.set("context", context(requester, context, match)));
    }
    return results;
  }

  private ObjectNode context(Requester requester, SearchRequest.Context wanted, Match match) {
    ContextResponse around =
        timeline.context(
            requester,
            match.room(),
            match.event().pdu().eventId(),
            wanted.before(),
            wanted.after(),
            EventFilter.ALL);
    ObjectNode context = Json.object().put("start", around.start()).put("end", around.end());
    context.putArray("events_before").addAll(around.eventsBefore());
    context.putArray("events_after").addAll(around.eventsAfter());
    if (wanted.includeProfile()) {
      context.set("profile_info", profiles(around, match));
    }
    return context;
  }

  /** What the senders were called then. */
  private static ObjectNode profiles(ContextResponse around, Match match) {
    Set<String> senders = new LinkedHashSet<>();
    senders.add(match.event().pdu().sender().value());
    around.eventsBefore().forEach(event -> senders.add(event.path("sender").asText()));
    around.eventsAfter().forEach(event -> senders.add(event.path("sender").asText()));
    ObjectNode profiles = Json.object();
    for (ObjectNode event : around.state()) {
      String user = event.path("state_key").asText();
      if (event.path("type").asText().equals("m.room.member") && senders.contains(user)) {
        ObjectNode profile = profiles.putObject(user);
        for (String field : List.of("displayname", "avatar_url")) {
          Optional.ofNullable(event.path("content").path(field).textValue())
              .ifPresent(text -> profile.put(field, text));
        }
      }
    }
    return profiles;
  }

  private ObjectNode state(Requester requester, List<Match> page) {
    ObjectNode state = Json.object();
    Set<RoomId> rooms = page.stream().map(Match::room).collect(Collectors.toSet());
    rooms.forEach(room -> state.set(room.value(), states.state(requester, room)));
    return state;
  }

  private static ObjectNode groups(RoomEvents wanted, List<Match> page, List<Match> all) {
    ObjectNode groups = Json.object();
    for (String key : wanted.groups()) {
      ObjectNode ofKey = groups.putObject(key);
      Map<String, List<Match>> byValue =
          page.stream()
              .collect(
                  Collectors.groupingBy(
                      match -> match.groupValue(key), LinkedHashMap::new, Collectors.toList()));
      int order = 0;
      for (Map.Entry<String, List<Match>> group : byValue.entrySet()) {
        ObjectNode entry = ofKey.putObject(group.getKey()).put("order", order++);
        ArrayNode ids = entry.putArray("results");
        group.getValue().forEach(match -> ids.add(match.event().pdu().eventId().value()));
        List<Match> whole =
            all.stream().filter(match -> match.groupValue(key).equals(group.getKey())).toList();
        int told = whole.indexOf(group.getValue().get(group.getValue().size() - 1)) + 1;
        if (told < whole.size()) {
          SearchToken.Group of = new SearchToken.Group(key, group.getKey());
          entry.put("next_batch", new SearchToken(told, Optional.of(of)).toString());
        }
      }
    }
    return groups;
  }
}
