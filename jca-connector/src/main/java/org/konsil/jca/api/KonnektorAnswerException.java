package org.konsil.jca.api;

/**
 * The answer was too large, no well-formed XML, contained a DOCTYPE or lacked what it must have.
 */
public class KonnektorAnswerException extends KonnektorException {

  public KonnektorAnswerException(String message) {
    super(message);
  }

  public KonnektorAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
