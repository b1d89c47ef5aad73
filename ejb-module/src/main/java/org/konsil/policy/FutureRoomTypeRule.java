package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;

/** A_28596: rooms of the type default.v2 are used when others made them, but not made; 400. */
@ApplicationScoped
class FutureRoomTypeRule implements CreationRule {
  private static final String TYPE = "de.gematik.tim.roomtype.default.v2";

  @Override
  public void check(CreationAttempt attempt) {
    if (attempt.type().filter(TYPE::equals).isPresent()) {
      throw MatrixException.invalidParam("Rooms of this type cannot be made yet");
    }
  }
}
