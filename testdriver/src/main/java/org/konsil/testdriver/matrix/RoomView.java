package org.konsil.testdriver.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.konsil.testdriver.matrix.Room.RoomMember;

/** Reads rooms from a first sync. */
final class RoomView {
  private final Map<String, JsonNode> state = new LinkedHashMap<>();
  private final Map<String, String> members = new LinkedHashMap<>();

  /** All rooms of a sync, the left ones that are not forgotten included (A_28343). */
  static List<Room> all(JsonNode sync) {
    List<Room> rooms = new ArrayList<>();
    for (Map.Entry<String, JsonNode> kind : sync.path("rooms").properties()) {
      for (Map.Entry<String, JsonNode> room : kind.getValue().properties()) {
        rooms.add(of(room.getValue()).room(room.getKey()));
      }
    }
    return rooms;
  }

  private static RoomView of(JsonNode room) {
    RoomView view = new RoomView();
    for (String part : List.of("invite_state", "knock_state", "state", "timeline")) {
      room.path(part).path("events").forEach(view::take);
    }
    return view;
  }

  private void take(JsonNode event) {
    if (!event.has("state_key")) {
      return;
    }
    String type = event.path("type").asText();
    if (type.equals("m.room.member")) {
      members.put(
          event.path("state_key").asText(), event.path("content").path("membership").asText());
    } else if (event.path("state_key").asText().isEmpty()) {
      state.put(type, event.path("content"));
    }
  }

  private Room room(String roomId) {
    JsonNode creation = content("m.room.create");
    String joinRule = text("m.room.join_rules", "join_rule");
    return new Room(
        roomId,
        text("m.room.name", "name") == null ? "" : text("m.room.name", "name"),
        text("m.room.topic", "topic"),
        "public".equals(joinRule) ? "public" : "private",
        joinRule,
        creation.path("m.federate").asBoolean(true),
        text("m.room.history_visibility", "history_visibility"),
        state.containsKey("m.room.encryption"),
        creation.path("room_version").asText(null),
        members.entrySet().stream()
            .map(member -> new RoomMember(member.getKey(), member.getValue()))
            .toList());
  }

  private JsonNode content(String type) {
    return state.getOrDefault(type, MatrixApi.object());
  }

  private String text(String type, String key) {
    return content(type).path(key).asText(null);
  }
}
