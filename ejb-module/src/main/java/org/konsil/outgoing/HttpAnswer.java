package org.konsil.outgoing;

import java.util.Map;
import java.util.Optional;

/**
 * What another server answered.
 *
 * @param status the HTTP status
 * @param headers by lower-case name; of a repeated one the first
 * @param body at most as long as the caller allowed
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * @param name in lower case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
