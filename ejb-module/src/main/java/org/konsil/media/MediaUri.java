package org.konsil.media;

import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * Where content is found: {@code mxc://<server>/<id>}.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#matrix-content-mxc-uris">Matrix
 *     content URIs</a>
 */
public record MediaUri(ServerName server, String mediaId) {
  private static final int MAX_ID = 255;

  /**
   * From the two segments of a path. Anything but the allowed letters is not found, whatever it
   * tries to say (CVE-2021-41281).
   *
   * @throws MatrixException M_NOT_FOUND when malformed
   */
  public static MediaUri of(String server, String mediaId) {
    return ServerName.find(server)
        .filter(name -> isId(mediaId))
        .map(name -> new MediaUri(name, mediaId))
        .orElseThrow(() -> MatrixException.notFound("Unknown media"));
  }

  /** From an mxc URI; empty when malformed. */
  public static Optional<MediaUri> find(String uri) {
    if (uri == null || !uri.startsWith("mxc://")) {
      return Optional.empty();
    }
    int slash = uri.indexOf('/', 6);
    return slash < 0 || !isId(uri.substring(slash + 1))
        ? Optional.empty()
        : ServerName.find(uri.substring(6, slash))
            .map(server -> new MediaUri(server, uri.substring(slash + 1)));
  }

  private static boolean isId(String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_ID) {
      return false;
    }
    return text.chars().allMatch(MediaUri::isIdLetter);
  }

  private static boolean isIdLetter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  @Override
  public String toString() {
    return "mxc://" + server + "/" + mediaId;
  }
}
