package org.konsil.outgoing;

/**
 * What another server answered.
 *
 * @param status the HTTP status
 * @param body at most as long as the caller allowed
 */
public record HttpAnswer(int status, byte[] body) {
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
