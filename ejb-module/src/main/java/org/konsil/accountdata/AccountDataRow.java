package org.konsil.accountdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;

/** One piece of account data; {@code room} is empty for the global ones. */
public record AccountDataRow(Optional<RoomId> room, String type, ObjectNode content) {

  /** As a client is told it. */
  public ObjectNode event() {
    return Json.object().put("type", type).set("content", content);
  }
}
