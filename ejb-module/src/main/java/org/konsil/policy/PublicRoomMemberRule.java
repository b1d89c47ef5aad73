package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;

/** A_26515-01: a public room is joined by users of its own server alone; 403 for hosted others. */
@ApplicationScoped
class PublicRoomMemberRule implements EventRule {
  @Override
  public void check(EventAttempt attempt) {
    if (isJoin(attempt)
        && attempt.stateText(EventTypes.JOIN_RULES, "join_rule").equals(Optional.of("public"))
        && !madeByOwnServer(attempt)) {
      throw MatrixException.forbidden("This public room is for the users of its own server");
    }
  }

  private static boolean isJoin(EventAttempt attempt) {
    return attempt.isState(EventTypes.MEMBER)
        && attempt.content().path("membership").asText().equals("join");
  }

  /** A room without a first event is being made by the one who joins. */
  private static boolean madeByOwnServer(EventAttempt attempt) {
    return attempt
        .state()
        .apply(StateKey.of(EventTypes.CREATE))
        .map(Pdu::sender)
        .map(creator -> creator.server().equals(attempt.sender().server()))
        .orElse(true);
  }
}
