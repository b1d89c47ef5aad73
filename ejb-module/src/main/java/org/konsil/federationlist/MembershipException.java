package org.konsil.federationlist;

/** The directory did not change the federation. */
public class MembershipException extends Exception {
  private static final long serialVersionUID = 1L;

  private final MembershipFailure failure;

  MembershipException(MembershipFailure failure, String detail) {
    super(failure.name() + ": " + detail);
    this.failure = failure;
  }

  MembershipException(MembershipFailure failure, Throwable cause) {
    super(failure.name(), cause);
    this.failure = failure;
  }

  public MembershipFailure failure() {
    return failure;
  }
}
