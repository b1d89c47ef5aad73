package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;

/** A_25395-02: threads are not used; 400. */
@ApplicationScoped
class ThreadRule implements EventRule {
  @Override
  public void check(EventAttempt attempt) {
    if (attempt.content().path("m.relates_to").path("rel_type").asText().equals("m.thread")) {
      throw MatrixException.badJson("Threads are not supported");
    }
  }
}
