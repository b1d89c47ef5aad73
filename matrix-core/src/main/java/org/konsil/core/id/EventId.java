package org.konsil.core.id;

import java.util.Optional;
import org.konsil.core.error.MatrixException;

/**
 * An event: {@code $opaque:server} (room versions 1 and 2), {@code $hash} in Base64 (3) or in
 * URL-safe Base64 (4 and later).
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#event-ids">Event ids</a>
 */
public record EventId(String value) {

  /**
   * @throws MatrixException M_INVALID_PARAM when it has none of the formats
   */
  public static EventId parse(String value) {
    return find(value).orElseThrow(() -> MatrixException.invalidParam("Malformed event id"));
  }

  public static Optional<EventId> find(String value) {
    return isQualified(value) || isUrlSafeHash(value) || isBase64Hash(value)
        ? Optional.of(new EventId(value))
        : Optional.empty();
  }

  /**
   * The id that a client asks for. Ids are opaque to clients, so one that could not be any event's
   * is merely unknown.
   *
   * @throws MatrixException M_INVALID_PARAM when it is not even an identifier of an event
   */
  public static EventId asked(String value) {
    if (!Grammar.hasSigil(value, '$')
        || !Grammar.fits(value)
        || !Grammar.isOpaque(value, 1, value.length())) {
      throw MatrixException.invalidParam("Malformed event id");
    }
    return new EventId(value);
  }

  /** The format of room versions 1 and 2. */
  public static boolean isQualified(String value) {
    return Grammar.isQualified(value, '$', false);
  }

  /** The format of room version 3. */
  public static boolean isBase64Hash(String value) {
    return HashForm.isStandard(value, '$');
  }

  /** The format of room version 4 and later. */
  public static boolean isUrlSafeHash(String value) {
    return HashForm.isUrlSafe(value, '$');
  }

  /** The server in an id of room version 1 or 2; empty for hashes. */
  public Optional<ServerName> server() {
    int colon = value.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(new ServerName(value.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return value;
  }
}
