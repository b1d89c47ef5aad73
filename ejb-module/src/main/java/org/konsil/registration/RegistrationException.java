package org.konsil.registration;

import jakarta.ejb.ApplicationException;

/** The registration service does not do what was asked; everything is as it was before. */
@ApplicationException(rollback = true)
public class RegistrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RegistrationFailure failure;

  RegistrationException(RegistrationFailure failure) {
    super(failure.name());
    this.failure = failure;
  }

  public RegistrationFailure failure() {
    return failure;
  }
}
