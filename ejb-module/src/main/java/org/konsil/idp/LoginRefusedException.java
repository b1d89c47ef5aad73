package org.konsil.idp;

/** A login at the identity provider that did not come about. */
public class LoginRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final LoginFailure failure;

  LoginRefusedException(LoginFailure failure) {
    super(failure.name());
    this.failure = failure;
  }

  LoginRefusedException(LoginFailure failure, Throwable cause) {
    super(failure.name(), cause);
    this.failure = failure;
  }

  LoginRefusedException(LoginFailure failure, String detail) {
    super(failure.name() + ": " + detail);
    this.failure = failure;
  }

  public LoginFailure failure() {
    return failure;
  }
}
