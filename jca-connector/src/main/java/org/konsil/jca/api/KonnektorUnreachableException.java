package org.konsil.jca.api;

/**
 * Nobody answered: connection refused, TLS refused, timeout, or an HTTP status that carries no SOAP
 * fault. Whether the Konnektor did what was asked is unknown after a timeout.
 */
public class KonnektorUnreachableException extends KonnektorException {

  public KonnektorUnreachableException(String message) {
    super(message);
  }

  public KonnektorUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
