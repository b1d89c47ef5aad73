package org.konsil.slidingsync;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.konsil.core.error.MatrixException;

/** Body of simplified sliding sync. Absent members are null. */
public record SlidingSyncRequest(
    @JsonProperty("conn_id") String connId,
    @JsonProperty("txn_id") String txnId,
    Map<String, RoomList> lists,
    @JsonProperty("room_subscriptions") Map<String, RoomWish> roomSubscriptions,
    Map<String, ObjectNode> extensions) {
  private static final int MAX_LISTS = 100;
  private static final int LONGEST_CONNECTION = 64;

  /** A window on the rooms of the user, the most recent first. */
  public record RoomList(
      List<List<Integer>> ranges,
      List<Integer> range,
      @JsonProperty("required_state") List<List<String>> requiredState,
      @JsonProperty("timeline_limit") Integer timelineLimit,
      JsonNode filters) {

    List<List<Integer>> windows() {
      if (ranges == null) {
        return range == null ? List.of() : List.of(range);
      }
      return ranges;
    }

    RoomWish wish() {
      return new RoomWish(requiredState, timelineLimit);
    }
  }

  /** What is wanted of a room. */
  public record RoomWish(
      @JsonProperty("required_state") List<List<String>> requiredState,
      @JsonProperty("timeline_limit") Integer timelineLimit) {
    private static final int MAX_LIMIT = 100;

    int limit() {
      return timelineLimit == null ? 0 : Math.max(0, Math.min(timelineLimit, MAX_LIMIT));
    }

    List<List<String>> state() {
      return requiredState == null ? List.of() : requiredState;
    }
  }

  String connection() {
    String id = connId == null ? "" : connId;
    if (id.length() > LONGEST_CONNECTION) {
      throw MatrixException.invalidParam("'conn_id' is too long");
    }
    return id;
  }

  Map<String, RoomList> wantedLists() {
    if (lists != null && lists.size() > MAX_LISTS) {
      throw MatrixException.invalidParam("Too many lists");
    }
    return lists == null ? Map.of() : lists;
  }

  Map<String, RoomWish> subscriptions() {
    return roomSubscriptions == null ? Map.of() : roomSubscriptions;
  }

  /** Whether the extension is on. */
  boolean wants(String extension) {
    return extension(extension).path("enabled").asBoolean(false);
  }

  JsonNode extension(String name) {
    JsonNode given = extensions == null ? null : extensions.get(name);
    return given == null ? MissingNode.getInstance() : given;
  }
}
