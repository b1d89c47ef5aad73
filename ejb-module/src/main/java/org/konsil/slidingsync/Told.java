package org.konsil.slidingsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.sync.SyncToken;

/**
 * What a connection has been told.
 *
 * @param upTo where it stands; empty before the first answer
 * @param rooms up to which stream position and with how long a timeline each room was told
 */
record Told(Optional<SyncToken> upTo, Map<RoomId, Room> rooms) {
  static final Told NOTHING = new Told(Optional.empty(), Map.of());

  /** Of one room. */
  record Room(long position, int timelineLimit, int stateWishes) {}

  /**
   * What is told after an answer up to a token: these rooms as they are now, the others as before.
   */
  Told with(SyncToken now, Map<RoomId, Room> told, Iterable<RoomId> gone) {
    Map<RoomId, Room> all = new HashMap<>(rooms);
    all.putAll(told);
    gone.forEach(all::remove);
    return new Told(Optional.of(now), all);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("upTo", upTo.map(SyncToken::toString).orElse(null));
    ObjectNode list = json.putObject("rooms");
    rooms.forEach(
        (room, told) ->
            list.putArray(room.value())
                .add(told.position())
                .add(told.timelineLimit())
                .add(told.stateWishes()));
    return json;
  }

  static Told of(ObjectNode json) {
    Map<RoomId, Room> rooms = new HashMap<>();
    json.path("rooms")
        .properties()
        .forEach(
            entry ->
                rooms.put(
                    new RoomId(entry.getKey()),
                    new Room(
                        entry.getValue().path(0).asLong(),
                        entry.getValue().path(1).asInt(),
                        entry.getValue().path(2).asInt())));
    return new Told(
        Optional.ofNullable(json.path("upTo").textValue()).map(SyncToken::parse), rooms);
  }
}
