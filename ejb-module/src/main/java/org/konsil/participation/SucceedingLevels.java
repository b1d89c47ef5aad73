package org.konsil.participation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.auth.PowerLevel;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.state.RoomState;

/**
 * The power levels of a room's successor, in the form of its version: integers from version 10 on,
 * and from version 12 on without the creators, who stand above all levels there.
 */
final class SucceedingLevels {
  private static final String USERS = "users";
  private static final long CREATOR_LEVEL = 100;

  private final RoomState old;
  private final RoomState successor;
  private final Optional<ObjectNode> before;

  SucceedingLevels(RoomState old, RoomState successor) {
    this.old = old;
    this.successor = successor;
    this.before = old.pdu(EventTypes.POWER_LEVELS, "").map(Pdu::content).map(this::readable);
  }

  /** To begin with: the user may do everything that the levels of the old room ask for. */
  ObjectNode start(UserId user) {
    ObjectNode wanted = Json.object();
    if (!version().privilegedCreators()) {
      wanted.putObject(USERS).put(user.value(), highest());
    }
    return InitialState.powerLevels(version(), user, wanted);
  }

  /** In the end: the old room's; empty when it had none. */
  Optional<ObjectNode> end(UserId user) {
    return before.map(
        levels -> {
          ObjectNode wanted = levels.deepCopy();
          if (version().privilegedCreators()) {
            creators(successor).forEach(wanted.withObjectProperty(USERS)::remove);
          } else if (old.roomVersion().privilegedCreators()) {
            creators(old)
                .forEach(creator -> wanted.withObjectProperty(USERS).put(creator, highest()));
          }
          return InitialState.powerLevels(version(), user, wanted);
        });
  }

  private RoomVersion version() {
    return successor.roomVersion();
  }

  /** Levels that older versions read from texts, as numbers; what none reads is left out. */
  private ObjectNode readable(ObjectNode levels) {
    ObjectNode readable = Json.object();
    for (var entry : levels.properties()) {
      if (entry.getValue() instanceof ObjectNode named) {
        readable.set(entry.getKey(), readable(named));
      } else {
        PowerLevel.lenient(entry.getValue())
            .ifPresent(level -> readable.put(entry.getKey(), level.longValue()));
      }
    }
    return readable;
  }

  private long highest() {
    return before.map(SucceedingLevels::highest).orElse(CREATOR_LEVEL);
  }

  private static long highest(JsonNode levels) {
    long highest = CREATOR_LEVEL;
    for (JsonNode level : levels) {
      highest = Math.max(highest, level.isObject() ? highest(level) : level.asLong());
    }
    return highest;
  }

  private static List<String> creators(RoomState room) {
    Pdu create = room.pdu(EventTypes.CREATE, "").orElseThrow();
    List<String> creators = new ArrayList<>(List.of(create.sender().value()));
    create.content().path("additional_creators").forEach(user -> creators.add(user.asText()));
    return creators;
  }
}
