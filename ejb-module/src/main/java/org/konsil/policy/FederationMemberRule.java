package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/**
 * A_25534: nobody is invited whose domain is no member of the federation; 403. Members are today
 * the domains of this deployment.
 */
@ApplicationScoped
class FederationMemberRule implements EventRule, CreationRule {
  @Inject private DomainService domains;

  @Override
  public void check(EventAttempt attempt) {
    if (attempt.isInvite()) {
      check(attempt.invitee());
    }
  }

  @Override
  public void check(CreationAttempt attempt) {
    attempt.invitees().forEach(this::check);
  }

  private void check(UserId user) {
    if (!domains.isLocal(user.server())) {
      throw MatrixException.forbidden("The user's server is not a member of the federation");
    }
  }
}
