package org.konsil.media;

import java.nio.file.Path;
import java.util.Optional;
import org.konsil.core.id.ServerName;

/** Port to the media of other servers. Blocks; never called inside a transaction. */
public interface RemoteMedia {
  /**
   * Where the content is within the file that was written.
   *
   * @param contentType as the server says, null when it does not
   * @param offset of the first byte
   * @param length in bytes
   */
  record Fetched(String contentType, Optional<String> fileName, long offset, long length) {}

  /**
   * Writes the server's answer into a file.
   *
   * @param maxBytes M_TOO_LARGE when the content has more
   * @throws org.konsil.core.error.MatrixException when the server refuses or cannot be reached
   */
  Fetched fetch(ServerName from, MediaUri uri, Path into, int maxBytes);
}
