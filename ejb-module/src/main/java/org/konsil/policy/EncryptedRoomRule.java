package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.account.ServerNoticesUser;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;

/**
 * A_25324-01, A_25325-01: private rooms are encrypted and stay so, public ones are not. What the
 * server itself has to say to a user is not encrypted (ADR 22).
 */
@ApplicationScoped
class EncryptedRoomRule implements CreationRule, EventRule {
  @Override
  public void check(CreationAttempt attempt) {
    boolean byServer = ServerNoticesUser.is(attempt.creator());
    if (!attempt.isPublic() && !attempt.encrypted() && !byServer) {
      throw MatrixException.forbidden("A private room must be encrypted from the start");
    }
    if (attempt.isPublic() && attempt.encrypted()) {
      throw MatrixException.invalidParam("A public room cannot be encrypted");
    }
  }

  @Override
  public void check(EventAttempt attempt) {
    boolean encrypted = attempt.state().apply(StateKey.of(EventTypes.ENCRYPTION)).isPresent();
    if (attempt.isState(EventTypes.ENCRYPTION)
        && encrypted
        && !attempt.content().path("algorithm").isTextual()) {
      throw MatrixException.forbidden("Encryption cannot be switched off");
    }
  }
}
