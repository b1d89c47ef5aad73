package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;

/** A_28271: an existing room does not become public; 400. */
@ApplicationScoped
class PublicJoinRuleRule implements EventRule {
  @Override
  public void check(EventAttempt attempt) {
    boolean existing = attempt.state().apply(StateKey.of(EventTypes.JOIN_RULES)).isPresent();
    if (attempt.isState(EventTypes.JOIN_RULES)
        && existing
        && attempt.content().path("join_rule").asText().equals("public")
        && !attempt.stateText(EventTypes.JOIN_RULES, "join_rule").equals(Optional.of("public"))) {
      throw MatrixException.of(
              ErrorCode.M_INVALID_ROOM_STATE, "An existing room cannot be made public")
          .status(400);
    }
  }
}
