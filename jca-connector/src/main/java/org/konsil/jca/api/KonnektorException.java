package org.konsil.jca.api;

import jakarta.resource.ResourceException;

/** Anything that kept the Konnektor from answering; the subclasses say what. */
public class KonnektorException extends ResourceException {

  public KonnektorException(String message) {
    super(message);
  }

  public KonnektorException(String message, Throwable cause) {
    super(message, cause);
  }
}
