package org.konsil.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/** What a client may put into a rule of its own. */
final class PushRuleCheck {
  private static final int MAX_BYTES = 16 * 1024;

  /** The second and third are of older versions; names with a dot are of their vendors. */
  private static final Set<String> ACTIONS = Set.of("notify", "dont_notify", "coalesce");

  private PushRuleCheck() {}

  /** A new rule with what the kind knows and nothing else; {@code M_BAD_JSON} for wrong types. */
  static ObjectNode check(String kind, ObjectNode rule) {
    if (Json.bytes(rule).length > MAX_BYTES) {
      throw MatrixException.tooLarge("The push rule is too large");
    }
    if (!rule.has("actions")) {
      throw MatrixException.missingParam("actions is missing");
    }
    checkActions(rule.get("actions"));
    ObjectNode checked = Json.object();
    checked.set("actions", rule.get("actions"));
    switch (kind) {
      case "content" -> {
        if (!rule.path("pattern").isTextual()) {
          throw MatrixException.missingParam("A content rule needs a pattern");
        }
        checked.set("pattern", rule.get("pattern"));
      }
      case "override", "underride" -> {
        checkConditions(rule.path("conditions"));
        checked.set(
            "conditions", rule.has("conditions") ? rule.get("conditions") : rule.arrayNode());
      }
      default -> {
        // room and sender rules are named after what they match
      }
    }
    return checked;
  }

  static void checkActions(JsonNode actions) {
    if (actions == null || !actions.isArray()) {
      throw MatrixException.badJson("actions must be a list");
    }
    for (JsonNode action : actions) {
      boolean known =
          action.isTextual()
              ? ACTIONS.contains(action.asText()) || action.asText().indexOf('.') > 0
              : action.path("set_tweak").isTextual();
      if (!known) {
        throw MatrixException.badJson("An action is a known text or sets a tweak");
      }
    }
  }

  private static void checkConditions(JsonNode conditions) {
    if (!conditions.isMissingNode() && !conditions.isArray()) {
      throw MatrixException.badJson("conditions must be a list");
    }
    for (JsonNode condition : conditions) {
      if (!condition.path("kind").isTextual()) {
        throw MatrixException.badJson("A condition needs a kind");
      }
    }
  }
}
