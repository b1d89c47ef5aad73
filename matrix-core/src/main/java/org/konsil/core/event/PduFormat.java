package org.konsil.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;

/**
 * The checks of a received event's format: first step of the checks on receipt of a PDU. Refuses
 * with M_BAD_JSON.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu">
 *     Checks performed on receipt of a PDU</a>
 */
final class PduFormat {
  private final RoomVersion version;
  private final ObjectNode event;

  private PduFormat(RoomVersion version, ObjectNode event) {
    this.version = version;
    this.event = event;
  }

  static void check(RoomVersion version, ObjectNode event) {
    new PduFormat(version, event).check();
  }

  private void check() {
    require(event.path("type").isTextual(), "type");
    require(UserId.find(event.path("sender").textValue()).isPresent(), "sender");
    require(hasRoomId(), "room_id");
    require(!event.has("state_key") || event.get("state_key").isTextual(), "state_key");
    require(event.path("content").isObject(), "content");
    require(isInteger("origin_server_ts"), "origin_server_ts");
    require(hasDepth(), "depth");
    require(event.path("hashes").path("sha256").isTextual(), "hashes");
    require(event.path("signatures").isObject(), "signatures");
    require(!event.has("unsigned") || event.get("unsigned").isObject(), "unsigned");
    require(areReferences("prev_events", EventSize.MAX_PREV_EVENTS), "prev_events");
    require(areReferences("auth_events", EventSize.MAX_AUTH_EVENTS), "auth_events");
    if (version.eventFormat() == EventFormat.OPAQUE_ID) {
      require(EventId.isQualified(event.path("event_id").textValue()), "event_id");
    }
  }

  /**
   * From room version 12 on it is a create event's hash, which that event itself does not have; a
   * create event with a room_id is left to the authorisation rules.
   */
  private boolean hasRoomId() {
    if (!event.has("room_id")) {
      return version.roomIdIsCreateHash()
          && event.path("type").asText().equals(EventTypes.CREATE)
          && event.path("state_key").asText("-").isEmpty();
    }
    return RoomId.find(event.path("room_id").textValue())
        .filter(id -> id.createEvent().isPresent() == version.roomIdIsCreateHash())
        .isPresent();
  }

  private boolean hasDepth() {
    long highest = version.strictCanonicalJson() ? CanonicalJson.MAX_INTEGER : Long.MAX_VALUE;
    long depth = event.path("depth").asLong();
    return isInteger("depth") && depth >= 0 && depth <= highest;
  }

  private boolean isInteger(String field) {
    JsonNode value = event.path(field);
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  private boolean areReferences(String field, int most) {
    JsonNode list = event.path(field);
    if (!list.isArray() || list.size() > most) {
      return false;
    }
    for (JsonNode reference : list) {
      if (!isReference(reference)) {
        return false;
      }
    }
    return true;
  }

  private boolean isReference(JsonNode reference) {
    return switch (version.eventFormat()) {
      case OPAQUE_ID ->
          reference.isArray()
              && reference.size() == 2
              && EventId.isQualified(reference.get(0).textValue())
              && reference.get(1).isObject();
      case HASH_BASE64 -> EventId.isBase64Hash(reference.textValue());
      case HASH_URL_SAFE -> EventId.isUrlSafeHash(reference.textValue());
    };
  }

  private static void require(boolean fine, String field) {
    if (!fine) {
      throw MatrixException.badJson("'" + field + "' is missing or malformed");
    }
  }
}
