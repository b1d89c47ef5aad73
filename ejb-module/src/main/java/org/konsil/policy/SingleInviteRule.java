package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;

/** A_25368-01: createRoom invites at most one user; 400. */
@ApplicationScoped
class SingleInviteRule implements CreationRule {
  @Override
  public void check(CreationAttempt attempt) {
    if (attempt.invitees().size() > 1) {
      throw MatrixException.invalidParam("A new room may invite one user; invite the others later");
    }
  }
}
