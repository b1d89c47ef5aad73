package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;

/** TI-M Pro 1.2: history is readable for the world only in rooms that do not federate; 403. */
@ApplicationScoped
class WorldReadableRule implements EventRule {
  @Override
  public void check(EventAttempt attempt) {
    if (attempt.isState(EventTypes.HISTORY_VISIBILITY)
        && attempt.content().path("history_visibility").asText().equals("world_readable")
        && federates(attempt)) {
      throw MatrixException.forbidden("History that anybody can read needs a room of one server");
    }
  }

  private static boolean federates(EventAttempt attempt) {
    return attempt
        .state()
        .apply(StateKey.of(EventTypes.CREATE))
        .map(Pdu::content)
        .map(content -> content.path("m.federate").asBoolean(true))
        .orElse(true);
  }
}
