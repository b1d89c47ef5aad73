package org.konsil.jca.api;

/** No Konnektor is configured, or its settings cannot be used; the message names the setting. */
public class KonnektorNotConfiguredException extends KonnektorException {

  public KonnektorNotConfiguredException(String message) {
    super(message);
  }

  public KonnektorNotConfiguredException(String message, Throwable cause) {
    super(message, cause);
  }
}
