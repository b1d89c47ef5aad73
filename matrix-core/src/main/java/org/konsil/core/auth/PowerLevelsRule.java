package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;

/** The rule for power levels events: well formed, and nobody raises anything above themselves. */
final class PowerLevelsRule {

  private static final List<String> NAMED =
      List.of(
          "users_default", "events_default", "state_default", "ban", "redact", "kick", "invite");

  private static final String USERS = "users";
  private static final String EVENTS = "events";
  private static final String NOTIFICATIONS = "notifications";

  private final RoomView room;
  private final String sender;
  private final long senderLevel;
  private final ObjectNode before;
  private final ObjectNode after;

  private PowerLevelsRule(Pdu event, RoomView room, ObjectNode before) {
    this.room = room;
    this.sender = event.sender().value();
    this.senderLevel = room.levelOf(event);
    this.before = before;
    this.after = event.content();
  }

  static AuthResult check(Pdu event, RoomView room) {
    Optional<String> malformed = malformed(event.content(), room);
    if (malformed.isPresent()) {
      return AuthResult.reject(malformed.get());
    }
    Optional<Pdu> previous = room.powerLevelsEvent();
    return previous.isEmpty()
        ? AuthResult.allow()
        : new PowerLevelsRule(event, room, previous.get().content()).changes();
  }

  private static Optional<String> malformed(ObjectNode content, RoomView room) {
    boolean strict = room.version().integerPowerLevels();
    if (strict && NAMED.stream().anyMatch(name -> !isAbsentOrLevel(content.get(name), room))) {
      return Optional.of("a power level is not an integer");
    }
    if (strict && !(areLevels(content, EVENTS, room) && areLevels(content, NOTIFICATIONS, room))) {
      return Optional.of("the power levels of events or notifications are not integers");
    }
    if (!areLevels(content, USERS, room)) {
      return Optional.of("the power levels of users are not integers");
    }
    for (Map.Entry<String, JsonNode> user : content.path(USERS).properties()) {
      if (UserId.find(user.getKey()).isEmpty()) {
        return Optional.of("the power levels name a malformed user id");
      }
      if (room.version().privilegedCreators() && room.powerLevels().isCreator(user.getKey())) {
        return Optional.of("the power levels name a creator");
      }
    }
    return Optional.empty();
  }

  private static boolean isAbsentOrLevel(JsonNode value, RoomView room) {
    return value == null || PowerLevel.read(room.version(), value).isPresent();
  }

  /** Whether the property is absent or an object with levels. */
  private static boolean areLevels(ObjectNode content, String property, RoomView room) {
    JsonNode levels = content.path(property);
    if (levels.isMissingNode()) {
      return true;
    }
    return levels.isObject()
        && levels.properties().stream().allMatch(level -> isAbsentOrLevel(level.getValue(), room));
  }

  private AuthResult changes() {
    for (String name : NAMED) {
      if (!mayChange(before.get(name), after.get(name))) {
        return AuthResult.reject("the change of a power level is above the sender's own");
      }
    }
    if (!mayChangeAll(EVENTS)
        || room.version().notificationLevelsChecked() && !mayChangeAll(NOTIFICATIONS)) {
      return AuthResult.reject("the change of an event's power level is above the sender's own");
    }
    for (String user : names(USERS)) {
      if (!mayChangeUser(user)) {
        return AuthResult.reject("the change of a user's power level is above the sender's own");
      }
    }
    return AuthResult.allow();
  }

  private boolean mayChangeAll(String property) {
    return names(property).stream()
        .allMatch(
            name -> mayChange(before.path(property).get(name), after.path(property).get(name)));
  }

  private boolean mayChangeUser(String user) {
    JsonNode from = before.path(USERS).get(user);
    JsonNode to = after.path(USERS).get(user);
    boolean equalInRank =
        !user.equals(sender) && level(from).filter(l -> l >= senderLevel).isPresent();
    return isSame(from, to) || !equalInRank && mayChange(from, to);
  }

  /** A level may be added, changed and removed when neither old nor new is above the sender. */
  private boolean mayChange(JsonNode from, JsonNode to) {
    if (isSame(from, to)) {
      return true;
    }
    boolean readable = to == null || level(to).isPresent();
    return readable
        && level(from).orElse(senderLevel) <= senderLevel
        && level(to).orElse(senderLevel) <= senderLevel;
  }

  /** "50" and 50 are the same level where both are allowed. */
  private boolean isSame(JsonNode from, JsonNode to) {
    return from == null
        ? to == null
        : from.equals(to) || to != null && level(from).isPresent() && level(from).equals(level(to));
  }

  private Set<String> names(String property) {
    Set<String> names = new TreeSet<>();
    before.path(property).fieldNames().forEachRemaining(names::add);
    after.path(property).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private Optional<Long> level(JsonNode value) {
    return PowerLevel.read(room.version(), value);
  }
}
