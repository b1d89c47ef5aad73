package org.konsil.federationlist;

/** A list that does not count, or none at all. */
class ListRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ListFailure failure;

  ListRefusedException(ListFailure failure) {
    super(failure.name());
    this.failure = failure;
  }

  ListRefusedException(ListFailure failure, Throwable cause) {
    super(failure.name(), cause);
    this.failure = failure;
  }

  ListFailure failure() {
    return failure;
  }
}
