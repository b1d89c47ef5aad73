package org.konsil.federation.resident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * The state that comes with an invite or a knock: the other server's word, shown to a user and
 * never trusted. What does not look like a state event is left out, and so is what is too much
 * (CVE-2024-52815, CVE-2023-32323).
 */
public final class StrippedInvite {
  private static final int MAX_EVENTS = 100;
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_CHARS = 255;

  private StrippedInvite() {}

  /** Type, state key, sender and content of each event. */
  public static ArrayNode of(JsonNode events) {
    ArrayNode stripped = Json.object().arrayNode();
    int bytes = 0;
    for (JsonNode event : events) {
      if (stripped.size() < MAX_EVENTS && isState(event)) {
        ObjectNode kept = Json.object();
        kept.set("type", event.get("type"));
        kept.set("state_key", event.get("state_key"));
        kept.set("sender", event.get("sender"));
        kept.set("content", event.get("content"));
        bytes += Json.bytes(kept).length;
        if (bytes <= MAX_BYTES) {
          stripped.add(kept);
        }
      }
    }
    return stripped;
  }

  private static boolean isState(JsonNode event) {
    return isText(event.path("type"))
        && isText(event.path("state_key"))
        && event.path("content").isObject()
        && UserId.find(event.path("sender").textValue()).isPresent();
  }

  private static boolean isText(JsonNode node) {
    return node.isTextual() && node.textValue().length() <= MAX_CHARS;
  }
}
