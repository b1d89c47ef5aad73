package org.konsil.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.EventFilter;

/** Body of search. Absent members are null. */
public record SearchRequest(@JsonProperty("search_categories") Categories categories) {
  private static final int CONTEXT = 5;
  private static final int MAX_CONTEXT = 100;

  /** There is one category. */
  public record Categories(@JsonProperty("room_events") RoomEvents roomEvents) {}

  /** What is looked for in rooms. */
  public record RoomEvents(
      @JsonProperty("search_term") String searchTerm,
      List<String> keys,
      ObjectNode filter,
      @JsonProperty("order_by") String orderBy,
      @JsonProperty("event_context") Context eventContext,
      @JsonProperty("include_state") boolean includeState,
      Groupings groupings) {
    private static final Set<String> KEYS = Set.of("content.body", "content.name", "content.topic");

    Set<String> fields() {
      return keys == null ? KEYS : Set.copyOf(keys);
    }

    EventFilter parsedFilter() {
      return EventFilter.parse(filter);
    }

    boolean byRank() {
      if (orderBy != null && !orderBy.equals("rank") && !orderBy.equals("recent")) {
        throw MatrixException.invalidParam("'order_by' is rank or recent");
      }
      return !"recent".equals(orderBy);
    }

    Optional<Context> context() {
      return Optional.ofNullable(eventContext);
    }

    /** room_id, sender or both. */
    List<String> groups() {
      return groupings == null || groupings.groupBy() == null
          ? List.of()
          : groupings.groupBy().stream().map(Group::key).distinct().map(Group::check).toList();
    }
  }

  /** How much is wanted around each result. */
  public record Context(
      @JsonProperty("before_limit") Integer beforeLimit,
      @JsonProperty("after_limit") Integer afterLimit,
      @JsonProperty("include_profile") boolean includeProfile) {

    int before() {
      return limit(beforeLimit);
    }

    int after() {
      return limit(afterLimit);
    }

    private static int limit(Integer wanted) {
      return wanted == null ? CONTEXT : Math.max(0, Math.min(wanted, MAX_CONTEXT));
    }
  }

  /** By what results are grouped. */
  public record Groupings(@JsonProperty("group_by") List<Group> groupBy) {}

  /** One grouping. */
  public record Group(String key) {
    static final String ROOM = "room_id";
    static final String SENDER = "sender";

    static String check(String key) {
      if (!ROOM.equals(key) && !SENDER.equals(key)) {
        throw MatrixException.invalidParam("Results are grouped by room_id or sender");
      }
      return key;
    }
  }

  /** Empty when no known category is wanted. */
  Optional<RoomEvents> events() {
    if (categories == null) {
      throw MatrixException.missingParam("'search_categories' is missing");
    }
    if (categories.roomEvents() != null && categories.roomEvents().searchTerm() == null) {
      throw MatrixException.missingParam("'search_term' is missing");
    }
    return Optional.ofNullable(categories.roomEvents());
  }
}
