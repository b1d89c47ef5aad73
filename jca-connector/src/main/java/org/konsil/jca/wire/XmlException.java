package org.konsil.jca.wire;

/** XML that is not well-formed, breaks a limit, or lacks what must be there. */
public final class XmlException extends Exception {

  private static final long serialVersionUID = 1L;

  public XmlException(String message) {
    super(message);
  }

  public XmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
