package org.konsil.core.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.konsil.core.error.MatrixException;

/**
 * Size limits of events.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#size-limits">Size limits</a>
 */
public final class EventSize {
  /** The whole event, canonical and with signatures, in bytes. */
  public static final int MAX_EVENT_BYTES = 65_536;

  /** sender, room_id, type, state_key and event_id, each, in bytes of UTF-8. */
  public static final int MAX_FIELD_BYTES = 255;

  public static final int MAX_PREV_EVENTS = 20;
  public static final int MAX_AUTH_EVENTS = 10;

  private static final List<String> LIMITED =
      List.of("sender", "room_id", "type", "state_key", "event_id");

  private EventSize() {}

  /**
   * @param canonicalBytes length of the canonical event
   * @throws MatrixException M_TOO_LARGE when the event or one of its limited fields is too long
   */
  static void check(ObjectNode event, int canonicalBytes) {
    if (canonicalBytes > MAX_EVENT_BYTES) {
      throw MatrixException.tooLarge("The event is larger than 65536 bytes");
    }
    for (String field : LIMITED) {
      if (!fits(event.path(field).textValue())) {
        throw MatrixException.tooLarge("'" + field + "' is longer than 255 bytes");
      }
    }
  }

  private static boolean fits(String value) {
    return value == null
        || value.length() * 3 <= MAX_FIELD_BYTES
        || value.getBytes(StandardCharsets.UTF_8).length <= MAX_FIELD_BYTES;
  }
}
