package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.account.ServerNoticesUser;
import org.konsil.accountdata.AccountDataService;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/**
 * A_26021-01: the invitee's permission configuration decides who may invite it, the same for users
 * of its own and of other domains; 403. Its own server is heard whatever it says (ADR 22).
 */
@ApplicationScoped
class PermissionRule implements EventRule {
  private AccountDataService accountData;
  private DomainService domains;
  private FederationMembers members;

  /** For the container. */
  protected PermissionRule() {}

  @Inject
  PermissionRule(AccountDataService accountData, DomainService domains, FederationMembers members) {
    this.accountData = accountData;
    this.domains = domains;
    this.members = members;
  }

  @Override
  public void check(EventAttempt attempt) {
    if (attempt.isInvite()) {
      check(attempt.sender(), attempt.invitee());
    }
  }

  void check(UserId inviter, UserId invitee) {
    if (!permits(invitee, inviter)) {
      throw MatrixException.forbidden("This user does not accept the invitation");
    }
  }

  /** A user of another server is asked by that server. */
  private boolean permits(UserId invitee, UserId sender) {
    return !domains.isLocal(invitee.server())
        || sender.equals(ServerNoticesUser.of(invitee.server()))
        || accountData
            .permissionConfig(invitee)
            .permits(sender, members.isInsurance(sender.server()));
  }
}
