package org.konsil.pki;

/** Why a signature of the telematics infrastructure does not count. */
public class PkiException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** Not a JWS, or a header without what is needed. */
    MALFORMED,
    /** An algorithm other than BP256R1 and ES256, or a key on another curve than it says. */
    ALGORITHM,
    /** The signature does not fit the certificate's key. */
    SIGNATURE,
    /** No path of valid certificates leads to a configured root. */
    UNTRUSTED,
    /** The responder calls the certificate revoked or does not know it. */
    REVOKED,
    /** Nobody could be asked whether it is revoked, or the answer does not count. */
    UNCHECKED
  }

  private final Reason reason;

  PkiException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  PkiException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
