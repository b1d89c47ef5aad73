package org.konsil.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;

/** The fields of an event, read once. Final, so that threads may share it without a lock. */
record PduFields(
    ObjectNode json,
    RoomId roomId,
    UserId sender,
    String type,
    Optional<String> stateKey,
    ObjectNode content,
    List<EventId> prevEvents,
    List<EventId> authEvents,
    long depth,
    long originServerTs) {

  /** Reads fields that were checked before. */
  static PduFields of(RoomVersion version, EventId eventId, ObjectNode json) {
    JsonNode room = json.path("room_id");
    return new PduFields(
        json,
        room.isTextual() ? new RoomId(room.textValue()) : RoomId.ofCreateEvent(eventId),
        new UserId(json.path("sender").asText()),
        json.path("type").asText(),
        Optional.ofNullable(json.path("state_key").textValue()),
        json.get("content") instanceof ObjectNode content ? content : Json.object(),
        references(version, json.path("prev_events")),
        references(version, json.path("auth_events")),
        json.path("depth").asLong(),
        json.path("origin_server_ts").asLong());
  }

  Optional<EventId> redacts(RoomVersion version) {
    JsonNode target = version.redactsInContent() ? content.path("redacts") : json.path("redacts");
    return Optional.ofNullable(target.textValue()).map(EventId::new);
  }

  private static List<EventId> references(RoomVersion version, JsonNode list) {
    boolean pairs = version.eventFormat() == EventFormat.OPAQUE_ID;
    List<EventId> ids = new ArrayList<>(list.size());
    for (JsonNode reference : list) {
      ids.add(new EventId((pairs ? reference.path(0) : reference).asText()));
    }
    return List.copyOf(ids);
  }
}
