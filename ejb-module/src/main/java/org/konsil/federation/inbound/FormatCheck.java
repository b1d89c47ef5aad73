package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.roomversion.RoomVersion;

/** Step 1: the event has the format of its room version and is not too large. */
final class FormatCheck {
  private FormatCheck() {}

  /**
   * Parses an event of a known room.
   *
   * @throws MatrixException M_BAD_JSON, M_TOO_LARGE; M_INVALID_PARAM when it is of another room
   */
  static Pdu parse(RoomVersion version, RoomId room, JsonNode event) {
    if (!(event instanceof ObjectNode json)) {
      throw MatrixException.badJson("An event is an object");
    }
    json.remove("unsigned");
    Pdu pdu = Pdu.parse(version, json);
    if (!pdu.roomId().equals(room)) {
      throw MatrixException.invalidParam("The event is of another room");
    }
    return pdu;
  }
}
