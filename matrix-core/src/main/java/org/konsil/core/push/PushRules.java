package org.konsil.core.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the push rule that decides about an event. Client-server API, "Push rules".
 *
 * <p>The first match wins: {@code .m.rule.master} before everything, then the kinds in the order
 * override, content, room, sender, underride, and within a kind the user's own rules, in their
 * stored order, before the server's.
 */
public final class PushRules {

  private static final String MASTER = ".m.rule.master";
  private static final List<String> KINDS =
      List.of("override", "content", "room", "sender", "underride");

  private PushRules() {}

  /**
   * Evaluates a rule set for an event.
   *
   * @param ruleset the user's {@code global} rule set
   * @return the matching rule's action; empty when no rule matches, and for the user's own events.
   *     An action that does not notify means that a rule silences the event.
   */
  public static Optional<PushAction> evaluate(ObjectNode ruleset, PushContext context) {
    if (context.user().value().equals(context.clientEvent().path("sender").textValue())) {
      return Optional.empty();
    }
    for (String kind : KINDS) {
      for (JsonNode rule : inOrder(ruleset.path(kind))) {
        if (rule.isObject()
            && rule.path("enabled").asBoolean(true)
            && matches(kind, rule, context)) {
          return Optional.of(PushAction.of(rule.path("rule_id").asText(), rule.path("actions")));
        }
      }
    }
    return Optional.empty();
  }

  private static List<JsonNode> inOrder(JsonNode rules) {
    List<JsonNode> master = new ArrayList<>();
    List<JsonNode> own = new ArrayList<>();
    List<JsonNode> predefined = new ArrayList<>();
    for (JsonNode rule : rules) {
      if (rule.path("rule_id").asText().equals(MASTER)) {
        master.add(rule);
      } else if (rule.path("default").asBoolean(false)) {
        predefined.add(rule);
      } else {
        own.add(rule);
      }
    }
    master.addAll(own);
    master.addAll(predefined);
    return master;
  }

  private static boolean matches(String kind, JsonNode rule, PushContext context) {
    JsonNode ruleId = rule.path("rule_id");
    return switch (kind) {
      case "content" -> PushCondition.bodyMatches(rule.path("pattern"), context);
      case "room" -> ruleId.isTextual() && ruleId.equals(context.clientEvent().get("room_id"));
      case "sender" -> ruleId.isTextual() && ruleId.equals(context.clientEvent().get("sender"));
      default -> conditionsHold(rule.path("conditions"), context);
    };
  }

  private static boolean conditionsHold(JsonNode conditions, PushContext context) {
    for (JsonNode condition : conditions) {
      if (!PushCondition.holds(condition, context)) {
        return false;
      }
    }
    return true;
  }
}
