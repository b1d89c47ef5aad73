package org.konsil.web.http;

import java.io.IOException;
import java.io.InputStream;
import org.konsil.core.error.MatrixException;

/** Reads a body into memory as far as the operation allows. */
final class RequestBody {
  private static final long MOST_DISCARDED = 32 * 1024 * 1024;

  private RequestBody() {}

  /**
   * The whole body.
   *
   * @param declaredLength the header Content-Length, null without one
   * @param limit in bytes; a larger body is M_TOO_LARGE, one that ends early M_NOT_JSON
   */
  static byte[] read(InputStream body, String declaredLength, int limit) {
    long declared = declaredLength == null ? 0 : Long.parseLong(declaredLength);
    try {
      byte[] bytes = declared > limit ? new byte[0] : body.readNBytes(limit + 1);
      if (declared <= limit && bytes.length <= limit) {
        return bytes;
      }
      if (declared <= MOST_DISCARDED) {
        // many clients read no answer before they have sent everything
        body.skipNBytes(Math.max(0, declared - bytes.length));
      }
    } catch (IOException e) {
      throw MatrixException.notJson("The request body was broken off");
    }
    throw MatrixException.tooLarge("The request body is larger than " + limit + " bytes");
  }
}
