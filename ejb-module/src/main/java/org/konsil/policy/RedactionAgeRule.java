package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;

/** A_28358: what is older than 24 hours is not redacted, except by an administrator; 403. */
@ApplicationScoped
class RedactionAgeRule {
  private static final Duration LIMIT = Duration.ofHours(24);

  private Clock clock;

  /** For the container. */
  protected RedactionAgeRule() {}

  @Inject
  RedactionAgeRule(Clock clock) {
    this.clock = clock;
  }

  void check(Requester requester, Pdu target) {
    long age = clock.millis() - target.originServerTs();
    if (age > LIMIT.toMillis() && !requester.domainAdmin()) {
      throw MatrixException.forbidden("Messages can be deleted for 24 hours");
    }
  }
}
