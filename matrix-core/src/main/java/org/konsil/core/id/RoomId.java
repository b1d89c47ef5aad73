package org.konsil.core.id;

import java.util.Optional;
import org.konsil.core.error.MatrixException;

/**
 * A room: {@code !opaque:server}, or from room version 12 on {@code !hash}, the hash being that of
 * the create event.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#room-ids">Room ids</a>
 */
public record RoomId(String value) {

  /**
   * @throws MatrixException M_INVALID_PARAM when malformed
   */
  public static RoomId parse(String value) {
    return find(value).orElseThrow(() -> MatrixException.invalidParam("Malformed room id"));
  }

  public static Optional<RoomId> find(String value) {
    return Grammar.isQualified(value, '!', true) || HashForm.isUrlSafe(value, '!')
        ? Optional.of(new RoomId(value))
        : Optional.empty();
  }

  /** The room whose id derives from this create event (room version 12). */
  public static RoomId ofCreateEvent(EventId create) {
    return new RoomId("!" + create.value().substring(1));
  }

  /** The create event behind a room id without server (room version 12). */
  public Optional<EventId> createEvent() {
    return value.indexOf(':') < 0
        ? Optional.of(new EventId("$" + value.substring(1)))
        : Optional.empty();
  }

  /** The server that made the room; empty for ids of room version 12. */
  public Optional<ServerName> server() {
    int colon = value.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(new ServerName(value.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return value;
  }
}
