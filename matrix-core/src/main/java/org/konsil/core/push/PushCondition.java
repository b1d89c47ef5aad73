package org.konsil.core.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.core.auth.PowerLevel;
import org.konsil.core.json.PropertyPath;

/**
 * The conditions of push rules. Client-server API, "Conditions". A condition that is unknown or
 * malformed holds for no event.
 */
final class PushCondition {

  private static final String BODY = "content.body";
  private static final long DEFAULT_NOTIFICATION_LEVEL = 50;

  /** Ten digits are more members than any room has, and always fit a long. */
  private static final Pattern MEMBER_COUNT = Pattern.compile("(==|<=|>=|<|>)?([0-9]{1,10})");

  private PushCondition() {}

  static boolean holds(JsonNode condition, PushContext context) {
    String kind = condition.path("kind").asText("");
    return switch (kind) {
      case "event_match" -> eventMatch(condition, context);
      case "event_property_is" -> propertyIs(condition, context);
      case "event_property_contains" -> propertyContains(condition, context);
      case "contains_display_name" -> containsDisplayName(context);
      case "room_member_count" -> memberCount(condition, context);
      case "sender_notification_permission" -> notificationPermission(condition, context);
      default -> false;
    };
  }

  /** The predefined condition of {@code content} rules. */
  static boolean bodyMatches(JsonNode pattern, PushContext context) {
    return pattern.isTextual()
        && property(BODY, context)
            .filter(JsonNode::isTextual)
            .filter(body -> Glob.word(pattern.textValue()).matches(body.textValue()))
            .isPresent();
  }

  private static boolean eventMatch(JsonNode condition, PushContext context) {
    JsonNode pattern = condition.path("pattern");
    String key = condition.path("key").asText("");
    if (key.equals(BODY)) {
      return bodyMatches(pattern, context);
    }
    return pattern.isTextual()
        && property(key, context)
            .filter(JsonNode::isTextual)
            .filter(value -> Glob.whole(pattern.textValue()).matches(value.textValue()))
            .isPresent();
  }

  private static boolean propertyIs(JsonNode condition, PushContext context) {
    JsonNode wanted = condition.path("value");
    return property(condition.path("key").asText(""), context)
        .filter(value -> sameScalar(wanted, value))
        .isPresent();
  }

  private static boolean propertyContains(JsonNode condition, PushContext context) {
    JsonNode wanted = condition.path("value");
    Optional<JsonNode> array =
        property(condition.path("key").asText(""), context).filter(JsonNode::isArray);
    if (array.isPresent()) {
      for (JsonNode value : array.get()) {
        if (sameScalar(wanted, value)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Equal strings, integers, booleans or nulls; no type is taken for another. */
  private static boolean sameScalar(JsonNode wanted, JsonNode value) {
    if (wanted.isTextual() || wanted.isBoolean() || wanted.isNull()) {
      return wanted.equals(value);
    }
    return wanted.isIntegralNumber()
        && value.isIntegralNumber()
        && wanted.bigIntegerValue().equals(value.bigIntegerValue());
  }

  private static boolean containsDisplayName(PushContext context) {
    String name = context.displayName();
    return name != null
        && !name.isEmpty()
        && property(BODY, context)
            .filter(JsonNode::isTextual)
            .filter(body -> Glob.literalWord(name).matches(body.textValue()))
            .isPresent();
  }

  private static boolean memberCount(JsonNode condition, PushContext context) {
    JsonNode text = condition.path("is");
    Matcher is = MEMBER_COUNT.matcher(text.isTextual() ? text.textValue() : "");
    if (!is.matches()) {
      return false;
    }
    long wanted = Long.parseLong(is.group(2));
    int order = Long.compare(context.memberCount(), wanted);
    return switch (is.group(1) == null ? "==" : is.group(1)) {
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      default -> order == 0;
    };
  }

  private static boolean notificationPermission(JsonNode condition, PushContext context) {
    JsonNode key = condition.path("key");
    if (!key.isTextual()) {
      return false;
    }
    JsonNode levels = context.powerLevelNotifications();
    JsonNode level = levels == null ? null : levels.get(key.textValue());
    return context.senderPowerLevel()
        >= PowerLevel.lenient(level).orElse(DEFAULT_NOTIFICATION_LEVEL);
  }

  private static Optional<JsonNode> property(String path, PushContext context) {
    return PropertyPath.parse(path).find(context.clientEvent());
  }
}
