package org.konsil.roomdirectory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.state.RoomState;

/** A room as lists, spaces and summaries show it; absent members are null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomSummary(
    @JsonProperty("room_id") String roomId,
    String name,
    String topic,
    @JsonProperty("canonical_alias") String canonicalAlias,
    @JsonProperty("avatar_url") String avatarUrl,
    @JsonProperty("num_joined_members") int joinedMembers,
    @JsonProperty("world_readable") boolean worldReadable,
    @JsonProperty("guest_can_join") boolean guestCanJoin,
    @JsonProperty("join_rule") String joinRule,
    @JsonProperty("room_type") String roomType,
    @JsonProperty("room_version") String roomVersion,
    String encryption,
    @JsonProperty("allowed_room_ids") List<String> allowedRooms) {

  static RoomSummary of(RoomId room, RoomState state) {
    return new RoomSummary(
        room.value(),
        text(state, EventTypes.NAME, "name"),
        text(state, EventTypes.TOPIC, "topic"),
        text(state, EventTypes.CANONICAL_ALIAS, "alias"),
        text(state, "m.room.avatar", "url"),
        state.joinedMembers().size(),
        state.historyVisibility().equals("world_readable"),
        state.text(EventTypes.GUEST_ACCESS, "guest_access").filter("can_join"::equals).isPresent(),
        state.joinRule(),
        text(state, EventTypes.CREATE, "type"),
        state.roomVersion().id(),
        text(state, EventTypes.ENCRYPTION, "algorithm"),
        allowed(state));
  }

  private static String text(RoomState state, String type, String field) {
    return state.text(type, field).filter(text -> !text.isEmpty()).orElse(null);
  }

  /** The rooms whose members a restricted room lets in; null when it is not restricted. */
  private static List<String> allowed(RoomState state) {
    if (!state.joinRule().endsWith("restricted")) {
      return null;
    }
    List<String> rooms = new ArrayList<>();
    JsonNode allow =
        state
            .pdu(StateKey.of(EventTypes.JOIN_RULES))
            .map(pdu -> (JsonNode) pdu.content())
            .orElseGet(Json::object)
            .path("allow");
    allow.forEach(
        condition ->
            Optional.ofNullable(condition.path("room_id").textValue()).ifPresent(rooms::add));
    return rooms;
  }

  /** Whether a search finds the room by its name, topic or canonical alias. */
  boolean contains(String lowerCaseTerm) {
    return has(name, lowerCaseTerm)
        || has(topic, lowerCaseTerm)
        || has(canonicalAlias, lowerCaseTerm);
  }

  private static boolean has(String text, String term) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(term);
  }
}
