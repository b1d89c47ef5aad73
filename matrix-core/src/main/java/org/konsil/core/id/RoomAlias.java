package org.konsil.core.id;

import java.util.Optional;
import org.konsil.core.error.MatrixException;

/**
 * A name for a room: {@code #localpart:server}.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#room-aliases">Room aliases</a>
 */
public record RoomAlias(String value) {

  /**
   * @throws MatrixException M_INVALID_PARAM when malformed
   */
  public static RoomAlias parse(String value) {
    return find(value).orElseThrow(() -> MatrixException.invalidParam("Malformed room alias"));
  }

  public static Optional<RoomAlias> find(String value) {
    return Grammar.isQualified(value, '#', false)
        ? Optional.of(new RoomAlias(value))
        : Optional.empty();
  }

  /**
   * @throws MatrixException M_INVALID_PARAM when the localpart is empty, malformed or too long
   */
  public static RoomAlias of(String localpart, ServerName server) {
    if (localpart.indexOf(':') >= 0) {
      throw MatrixException.invalidParam("Malformed room alias");
    }
    return parse("#" + localpart + ":" + server);
  }

  public String localpart() {
    return value.substring(1, value.indexOf(':'));
  }

  public ServerName server() {
    return new ServerName(value.substring(value.indexOf(':') + 1));
  }

  @Override
  public String toString() {
    return value;
  }
}
