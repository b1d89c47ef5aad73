package org.konsil.ephemeral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.json.Json;

/**
 * What others may know of a user's presence (client-server API, "Presence").
 *
 * @param state {@code online}, {@code unavailable} or {@code offline}
 * @param statusMessage the user's own words, at most 255 characters
 * @param lastActive epoch milliseconds
 */
public record Presence(String state, Optional<String> statusMessage, long lastActive) {
  public static final String ONLINE = "online";
  public static final String UNAVAILABLE = "unavailable";
  public static final String OFFLINE = "offline";
  static final Presence NONE = new Presence(OFFLINE, Optional.empty(), 0);

  /** The content of an {@code m.presence} event. */
  public ObjectNode content(long nowMillis) {
    ObjectNode content = Json.object().put("presence", state);
    statusMessage.ifPresent(text -> content.put("status_msg", text));
    if (lastActive > 0) {
      content.put("last_active_ago", Math.max(0, nowMillis - lastActive));
    }
    return content.put("currently_active", state.equals(ONLINE));
  }

  String toCacheValue() {
    ObjectNode value = Json.object().put("state", state).put("last_active", lastActive);
    statusMessage.ifPresent(text -> value.put("status_msg", text));
    return value.toString();
  }

  static Presence ofCacheValue(String value) {
    ObjectNode json = Json.parseObject(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new Presence(
        json.path("state").asText(OFFLINE),
        Optional.ofNullable(json.get("status_msg")).map(node -> node.asText()),
        json.path("last_active").asLong());
  }
}
