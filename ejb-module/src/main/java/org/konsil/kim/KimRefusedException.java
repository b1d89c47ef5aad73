package org.konsil.kim;

/** A proof by KIM was refused; whoever asked is told why. */
public class KimRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KimFailure failure;

  KimRefusedException(KimFailure failure) {
    super(failure.name());
    this.failure = failure;
  }

  KimRefusedException(KimFailure failure, Throwable cause) {
    super(failure.name(), cause);
    this.failure = failure;
  }

  public KimFailure failure() {
    return failure;
  }
}
