package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.core.error.MatrixException;
import org.konsil.voip.CallPermissionService;

/**
 * Where a domain has no calls, its users send no event of one; 403. What is encrypted nobody sees
 * here: for that the pages leave calls out and no TURN server carries them.
 */
@ApplicationScoped
class CallRule implements EventRule {
  private static final List<String> PREFIXES =
      List.of("m.call", "m.rtc", "org.matrix.call", "org.matrix.msc3401.call");

  private CallPermissionService calls;

  /** For the container. */
  protected CallRule() {}

  @Inject
  CallRule(CallPermissionService calls) {
    this.calls = calls;
  }

  @Override
  public void check(EventAttempt attempt) {
    if (PREFIXES.stream().anyMatch(attempt.type()::startsWith)
        && !calls.isAllowed(attempt.sender().server())) {
      throw MatrixException.forbidden("Calls are switched off");
    }
  }
}
