package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;

/** A_26227-01, A_26228-01: a reaction is exactly one emoji; 400 M_BAD_JSON. */
@ApplicationScoped
class ReactionRule implements EventRule {
  @Override
  public void check(EventAttempt attempt) {
    if (attempt.type().equals("m.reaction")
        && !Emoji.isOne(attempt.content().path("m.relates_to").path("key").asText())) {
      throw MatrixException.badJson("A reaction is exactly one emoji");
    }
  }
}
