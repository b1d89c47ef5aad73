package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/** A_25534: nobody is invited whose domain is no member of the federation; 403. */
@ApplicationScoped
class FederationMemberRule implements EventRule, CreationRule {
  private FederationMembers members;

  /** For the container. */
  protected FederationMemberRule() {}

  @Inject
  FederationMemberRule(FederationMembers members) {
    this.members = members;
  }

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
    if (!members.contains(user.server())) {
      throw MatrixException.forbidden("The user's server is not a member of the federation");
    }
  }
}
