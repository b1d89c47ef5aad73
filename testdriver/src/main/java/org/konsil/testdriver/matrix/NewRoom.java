package org.konsil.testdriver.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A room to be made, or what is to be changed of one; null for what is not said.
 *
 * @param theme its topic
 * @param roomAccess public or private
 */
public record NewRoom(
    String name,
    String theme,
    String roomAccess,
    String joinRule,
    Boolean isFederated,
    String historyVisibility,
    Boolean isEncrypted,
    String roomVersion) {
  private static final String TYPE = "de.gematik.tim.roomtype.default.v1";

  boolean isPublic() {
    return "public".equals(roomAccess);
  }

  /**
   * The body of createRoom, as a TI-M client sends it: the room's type (A_25814-01), name and topic
   * twice (A_26338-02), encryption and visibility for invited users (A_25481). Public rooms are
   * neither encrypted nor federated (A_25325-01).
   *
   * @param invited at most one, as the server demands (A_25368-01)
   */
  ObjectNode request(boolean direct, List<String> invited) {
    ObjectNode request =
        MatrixApi.object()
            .put("preset", isPublic() ? "public_chat" : "private_chat")
            .put("visibility", isPublic() ? "public" : "private");
    ObjectNode creation = request.putObject("creation_content").put("type", TYPE);
    if (isPublic() || Boolean.FALSE.equals(isFederated)) {
      creation.put("m.federate", false);
    }
    if (roomVersion != null) {
      request.put("room_version", roomVersion);
    }
    if (direct) {
      request.put("is_direct", true);
    }
    invited.forEach(request.withArray("invite")::add);
    ArrayNode state = request.putArray("initial_state");
    boolean encrypted = isEncrypted == null ? !isPublic() : isEncrypted;
    if (encrypted) {
      state(state, "m.room.encryption", "algorithm", "m.megolm.v1.aes-sha2");
    }
    String visibility = historyVisibility == null ? "invited" : historyVisibility;
    state(state, "m.room.history_visibility", "history_visibility", visibility);
    if (joinRule != null) {
      state(state, "m.room.join_rules", "join_rule", joinRule);
    }
    if (name != null) {
      request.put("name", name);
      state(state, "de.gematik.tim.room.name", "name", name);
    }
    if (theme != null) {
      request.put("topic", theme);
      state(state, "de.gematik.tim.room.topic", "topic", theme);
    }
    return request;
  }

  private static void state(ArrayNode states, String type, String key, String value) {
    JsonNode content = MatrixApi.object().put(key, value);
    states.addObject().put("type", type).put("state_key", "").set("content", content);
  }
}
