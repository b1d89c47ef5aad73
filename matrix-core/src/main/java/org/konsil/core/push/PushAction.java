package org.konsil.core.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the matching rule wants done. Client-server API, "Push rules", "Actions".
 *
 * @param ruleId the rule that matched
 * @param notifies whether the event notifies; the tweaks mean nothing without
 * @param tweaks the tweaks by name, to be handed to the push gateway as they are
 */
public record PushAction(String ruleId, boolean notifies, ObjectNode tweaks) {

  /** Reads a rule's actions; unknown and historical ones are ignored. */
  static PushAction of(String ruleId, JsonNode actions) {
    boolean notifies = false;
    ObjectNode tweaks = JsonNodeFactory.instance.objectNode();
    for (JsonNode action : actions) {
      if (action.isTextual()) {
        notifies |= action.textValue().equals("notify");
      } else if (action.path("set_tweak").isTextual()) {
        String name = action.get("set_tweak").textValue();
        tweaks.set(name, tweakValue(name, action.get("value")));
      }
    }
    return new PushAction(ruleId, notifies, tweaks);
  }

  /** Whether the event is to be shown as particularly important. */
  public boolean highlight() {
    return notifies && tweaks.path("highlight").asBoolean(false);
  }

  /** The sound to play, such as {@code default}. */
  public Optional<String> sound() {
    return Optional.ofNullable(tweaks.path("sound").textValue());
  }

  private static JsonNode tweakValue(String name, JsonNode value) {
    if (value != null) {
      return value;
    }
    return name.equals("highlight")
        ? JsonNodeFactory.instance.booleanNode(true)
        : JsonNodeFactory.instance.nullNode();
  }
}
