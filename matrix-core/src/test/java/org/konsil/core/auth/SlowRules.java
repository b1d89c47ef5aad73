package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;

/**
 * The authorisation rules that depend on the state, sentence by sentence as the room versions word
 * them, over plain JSON: the model that {@link AuthRules} is compared with. Create events and
 * third-party invites are not for it.
 */
final class SlowRules {
  private static final List<String> LEVELS =
      List.of(
          "users_default", "events_default", "state_default", "ban", "redact", "kick", "invite");

  private final int version;
  private final Function<StateKey, Optional<Pdu>> state;
  private final ObjectNode event;
  private final String id;
  private final String sender;

  SlowRules(int version, Pdu event, Function<StateKey, Optional<Pdu>> state) {
    this.version = version;
    this.state = state;
    this.event = event.json();
    this.id = event.eventId().value();
    this.sender = this.event.get("sender").textValue();
  }

  boolean allowed() {
    JsonNode create = json("m.room.create", "");
    if (create.isMissingNode()) {
      return false;
    }
    if (create.at("/content/m.federate").equals(BooleanNode.FALSE)
        && !domain(sender).equals(domain(create.get("sender").textValue()))) {
      return false;
    }
    if (type().equals("m.room.aliases") && version < 6) {
      return event.has("state_key") && domain(sender).equals(key());
    }
    if (type().equals("m.room.member")) {
      return member();
    }
    if (!membership(sender).equals("join")) {
      return false;
    }
    if (type().equals("m.room.third_party_invite")) {
      return level(sender) >= needed("invite", 0);
    }
    if (required() > level(sender)) {
      return false;
    }
    if (event.has("state_key") && key().startsWith("@") && !key().equals(sender)) {
      return false;
    }
    if (type().equals("m.room.power_levels")) {
      return powerLevels();
    }
    if (type().equals("m.room.redaction") && version < 3) {
      return level(sender) >= needed("redact", 50)
          || domain(id).equals(domain(event.path("redacts").asText()));
    }
    return true;
  }

  private boolean member() {
    JsonNode membership = event.path("content").path("membership");
    if (!event.has("state_key") || !membership.isTextual()) {
      return false;
    }
    JsonNode authorising = event.path("content").path("join_authorised_via_users_server");
    if (version >= 8
        && !authorising.isMissingNode()
        && (!authorising.isTextual()
            || !event.path("signatures").has(domain(authorising.textValue())))) {
      return false;
    }
    return switch (membership.textValue()) {
      case "join" -> join(authorising);
      case "invite" -> invite();
      case "leave" -> leave();
      case "ban" ->
          membership(sender).equals("join")
              && level(sender) >= needed("ban", 50)
              && level(key()) < level(sender);
      case "knock" -> version >= 7 && knock();
      default -> false;
    };
  }

  private boolean join(JsonNode authorising) {
    Pdu create = state.apply(StateKey.of("m.room.create")).orElseThrow();
    if (previous().equals(List.of(create.eventId().value())) && key().equals(creator())) {
      return true;
    }
    if (!sender.equals(key()) || membership(sender).equals("ban")) {
      return false;
    }
    boolean invitedOrJoined = Set.of("invite", "join").contains(membership(sender));
    return switch (joinRule()) {
      case "invite" -> invitedOrJoined;
      case "knock" -> version >= 7 && invitedOrJoined;
      case "restricted" -> version >= 8 && (invitedOrJoined || vouchedFor(authorising));
      case "knock_restricted" -> version >= 10 && (invitedOrJoined || vouchedFor(authorising));
      case "public" -> true;
      default -> false;
    };
  }

  private boolean vouchedFor(JsonNode authorising) {
    return authorising.isTextual()
        && membership(authorising.textValue()).equals("join")
        && level(authorising.textValue()) >= needed("invite", 0);
  }

  private boolean invite() {
    return membership(sender).equals("join")
        && !Set.of("join", "ban").contains(membership(key()))
        && level(sender) >= needed("invite", 0);
  }

  private boolean leave() {
    if (sender.equals(key())) {
      Set<String> from =
          version >= 7 ? Set.of("invite", "join", "knock") : Set.of("invite", "join");
      return from.contains(membership(sender));
    }
    if (!membership(sender).equals("join")) {
      return false;
    }
    if (membership(key()).equals("ban") && level(sender) < needed("ban", 50)) {
      return false;
    }
    return level(sender) >= needed("kick", 50) && level(key()) < level(sender);
  }

  private boolean knock() {
    boolean open =
        joinRule().equals("knock") || version >= 10 && joinRule().equals("knock_restricted");
    return open
        && sender.equals(key())
        && !Set.of("ban", "invite", "join").contains(membership(sender));
  }

  private boolean powerLevels() {
    JsonNode content = event.get("content");
    for (String name : LEVELS) {
      if (version >= 10 && content.has(name) && !content.get(name).isIntegralNumber()) {
        return false;
      }
    }
    for (String object : List.of("events", "notifications")) {
      if (version >= 10 && content.has(object) && !allIntegers(content.get(object))) {
        return false;
      }
    }
    JsonNode users = content.path("users");
    if (!users.isMissingNode() && !users.isObject()) {
      return false;
    }
    for (var entry : users.properties()) {
      if (number(entry.getValue()).isEmpty()
          || version >= 12 && creators().contains(entry.getKey())) {
        return false;
      }
    }
    JsonNode before = json("m.room.power_levels", "").path("content");
    return before.isMissingNode() || unalteredBeyondTheSender(before, content);
  }

  private boolean unalteredBeyondTheSender(JsonNode before, JsonNode after) {
    long own = level(sender);
    for (String name : LEVELS) {
      Optional<Long> old = number(before.path(name));
      Optional<Long> now = number(after.path(name));
      if (!old.equals(now) && (old.orElse(own) > own || now.orElse(own) > own)) {
        return false;
      }
    }
    List<String> objects = new ArrayList<>(List.of("events"));
    if (version >= 6) {
      objects.add("notifications");
    }
    for (String object : objects) {
      for (String name : names(before.path(object), after.path(object))) {
        Optional<Long> old = number(before.path(object).path(name));
        Optional<Long> now = number(after.path(object).path(name));
        if (!old.equals(now) && (old.orElse(own) > own || now.orElse(own) > own)) {
          return false;
        }
      }
    }
    for (String user : names(before.path("users"), after.path("users"))) {
      Optional<Long> old = number(before.path("users").path(user));
      Optional<Long> now = number(after.path("users").path(user));
      boolean tooHigh = !user.equals(sender) && old.isPresent() && old.get() >= own;
      if (!old.equals(now) && (tooHigh || now.orElse(own) > own)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allIntegers(JsonNode object) {
    if (!object.isObject()) {
      return false;
    }
    for (JsonNode value : object) {
      if (!value.isIntegralNumber()) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> names = new LinkedHashSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private long required() {
    Optional<Long> listed =
        number(json("m.room.power_levels", "").at("/content/events").path(type()));
    return listed.orElseGet(
        () -> event.has("state_key") ? needed("state_default", 50) : needed("events_default", 0));
  }

  private long needed(String name, long otherwise) {
    return number(json("m.room.power_levels", "").path("content").path(name)).orElse(otherwise);
  }

  private long level(String user) {
    JsonNode levels = json("m.room.power_levels", "");
    if (version >= 12 && creators().contains(user)) {
      return Long.MAX_VALUE;
    }
    if (levels.isMissingNode()) {
      return version < 12 && user.equals(creator()) ? 100 : 0;
    }
    return number(levels.at("/content/users").path(user))
        .orElseGet(() -> number(levels.at("/content/users_default")).orElse(0L));
  }

  private Optional<Long> number(JsonNode value) {
    if (value.isIntegralNumber()) {
      return Optional.of(value.longValue());
    }
    if (value.isNumber() && version < 6) {
      return Optional.of((long) value.doubleValue());
    }
    return value.isTextual() && version < 10 && value.textValue().strip().matches("[+-]?[0-9]+")
        ? Optional.of(Long.valueOf(value.textValue().strip()))
        : Optional.empty();
  }

  private String creator() {
    JsonNode create = json("m.room.create", "");
    return version < 11 ? create.at("/content/creator").asText() : create.get("sender").textValue();
  }

  private Set<String> creators() {
    Set<String> creators = new LinkedHashSet<>(Set.of(creator()));
    json("m.room.create", "")
        .at("/content/additional_creators")
        .forEach(c -> creators.add(c.asText()));
    return creators;
  }

  private String membership(String user) {
    return json("m.room.member", user).at("/content/membership").asText("leave");
  }

  private String joinRule() {
    return json("m.room.join_rules", "").at("/content/join_rule").asText("invite");
  }

  private JsonNode json(String type, String key) {
    return state
        .apply(new StateKey(type, key))
        .<JsonNode>map(Pdu::json)
        .orElse(MissingNode.getInstance());
  }

  private List<String> previous() {
    List<String> ids = new ArrayList<>();
    event
        .get("prev_events")
        .forEach(id -> ids.add(id.isArray() ? id.get(0).asText() : id.asText()));
    return ids;
  }

  private String type() {
    return event.get("type").textValue();
  }

  private String key() {
    return event.path("state_key").asText();
  }

  private static String domain(String id) {
    return id.substring(id.indexOf(':') + 1);
  }
}
