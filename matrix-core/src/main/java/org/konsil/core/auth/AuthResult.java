package org.konsil.core.auth;

/** The verdict on an event. */
public sealed interface AuthResult {

  /** The event may happen. */
  record Allowed() implements AuthResult {}

  /**
   * The event may not happen.
   *
   * @param reason one short English sentence for logs and error messages, free of user content
   */
  record Rejected(String reason) implements AuthResult {}

  /** Whether the verdict is {@link Allowed}. */
  default boolean allowed() {
    return this instanceof Allowed;
  }

  static AuthResult allow() {
    return new Allowed();
  }

  static AuthResult reject(String reason) {
    return new Rejected(reason);
  }

  /** Allowed if the condition holds, else rejected for that reason. */
  static AuthResult allowIf(boolean condition, String otherwise) {
    return condition ? allow() : reject(otherwise);
  }
}
