package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/** A_26202, A_26203: rooms are made and upgraded with version 9 or 10 only; 400. */
@ApplicationScoped
class CreatableVersionRule implements CreationRule {
  private static final Set<String> CREATABLE = Set.of("9", "10");

  @Override
  public void check(CreationAttempt attempt) {
    check(attempt.version());
  }

  void check(String version) {
    if (!CREATABLE.contains(version)) {
      throw MatrixException.of(
          ErrorCode.M_UNSUPPORTED_ROOM_VERSION, "Rooms are made with version 9 or 10");
    }
  }
}
