package org.konsil.core.id;

import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/**
 * A user: {@code @localpart:server}. Parsing follows the historical grammar, which every server
 * must accept; creating one follows today's.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#user-identifiers">User identifiers</a>
 */
public record UserId(String value) {

  /**
   * @throws MatrixException M_INVALID_PARAM when malformed
   */
  public static UserId parse(String value) {
    return find(value).orElseThrow(() -> MatrixException.invalidParam("Malformed user id"));
  }

  public static Optional<UserId> find(String value) {
    return Grammar.isQualified(value, '@', true)
        ? Optional.of(new UserId(value))
        : Optional.empty();
  }

  /**
   * A new user's id, in today's grammar.
   *
   * @throws MatrixException M_INVALID_USERNAME when the localpart is malformed or the id too long
   */
  public static UserId of(String localpart, ServerName server) {
    UserId user = new UserId("@" + localpart + ":" + server);
    if (!isValidLocalpart(localpart) || !Grammar.fits(user.value)) {
      throw MatrixException.of(
          ErrorCode.M_INVALID_USERNAME,
          "User names consist of a-z, 0-9, '.', '_', '=', '-', '/' and '+'");
    }
    return user;
  }

  /** Whether a localpart may be given to a new user. Others may still be received. */
  public static boolean isValidLocalpart(String localpart) {
    if (localpart == null || localpart.isEmpty()) {
      return false;
    }
    for (int i = 0; i < localpart.length(); i++) {
      char c = localpart.charAt(i);
      if (!Grammar.isDigit(c) && !Grammar.isLower(c) && "._=-/+".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  public String localpart() {
    return value.substring(1, value.indexOf(':'));
  }

  public ServerName server() {
    return new ServerName(value.substring(value.indexOf(':') + 1));
  }

  /** True for ids outside U+0021 to U+007E, not to be told to clients outside of events. */
  public boolean isHistorical() {
    String localpart = localpart();
    return localpart.isEmpty() || localpart.chars().anyMatch(c -> c < 0x21 || c > 0x7E);
  }

  @Override
  public String toString() {
    return value;
  }
}
