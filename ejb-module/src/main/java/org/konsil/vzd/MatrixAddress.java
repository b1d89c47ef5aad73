package org.konsil.vzd;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * The directory writes users as matrix URIs ({@code matrix:u/local:domain}), Matrix as
 * {@code @local:domain}.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#matrix-uri-scheme">Matrix URI scheme</a>
 */
public final class MatrixAddress {
  private static final String SCHEME = "matrix:u/";

  private MatrixAddress() {}

  /** The user of an address; empty when it is none of a user. */
  public static Optional<UserId> toUser(String address) {
    if (address == null || !address.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String path = address.substring(SCHEME.length()).replaceAll("[?#].*", "");
    try {
      // a plus sign stands for itself in a path
      String text = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      return UserId.find("@" + text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static String of(UserId user) {
    String text = URLEncoder.encode(user.value().substring(1), StandardCharsets.UTF_8);
    return SCHEME + text.replace("+", "%20").replace("%3A", ":").replace("%3D", "=");
  }
}
