package org.konsil.core.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.json.Json;

/**
 * Events as clients see them: no graph, no hashes, no signatures. The caller adds unsigned.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#room-event-format">Room event
 *     format</a>
 */
public final class ClientEvents {
  private ClientEvents() {}

  /** A new object; members are shared with the event except where they differ. */
  public static ObjectNode format(Pdu pdu) {
    ObjectNode event = Json.object();
    event.put("type", pdu.type());
    event.set("content", pdu.content());
    event.put("sender", pdu.sender().value());
    event.put("event_id", pdu.eventId().value());
    event.put("room_id", pdu.roomId().value());
    event.put("origin_server_ts", pdu.originServerTs());
    pdu.stateKey().ifPresent(key -> event.put("state_key", key));
    if (pdu.type().equals(EventTypes.REDACTION)) {
      addRedacts(pdu, event);
    }
    return event;
  }

  /** As {@link #format}, for parts of a sync response that already name the room. */
  public static ObjectNode formatWithoutRoomId(Pdu pdu) {
    return format(pdu).without("room_id");
  }

  /** Stripped state, as invited and knocking users see it: type, state_key, content, sender. */
  public static ObjectNode stripped(Pdu pdu) {
    ObjectNode event = Json.object();
    event.put("type", pdu.type());
    event.put("state_key", pdu.stateKey().orElse(""));
    event.set("content", pdu.content());
    event.put("sender", pdu.sender().value());
    return event;
  }

  /** Old clients look at the top level, new ones into content: they find it in both places. */
  private static void addRedacts(Pdu pdu, ObjectNode event) {
    pdu.redacts()
        .ifPresent(
            target -> {
              event.put("redacts", target.value());
              ObjectNode content = pdu.content();
              if (!content.has("redacts")) {
                ObjectNode copy = Json.object();
                copy.setAll(content);
                event.set("content", copy.put("redacts", target.value()));
              }
            });
  }
}
