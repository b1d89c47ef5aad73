package org.konsil.login;

import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/** The password is right, but an administrator chose it: first its owner has to choose another. */
public class InitialPasswordException extends MatrixException {
  private static final long serialVersionUID = 1L;

  InitialPasswordException() {
    super(
        ErrorCode.M_FORBIDDEN,
        "Choose a password of your own first: sign in at your organisation's page");
  }
}
