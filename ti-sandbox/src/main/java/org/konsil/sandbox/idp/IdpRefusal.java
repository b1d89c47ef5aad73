package org.konsil.sandbox.idp;

/** The provider does not go along; the message is what it says. */
final class IdpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdpRefusal(String message) {
    super(message);
  }
}
