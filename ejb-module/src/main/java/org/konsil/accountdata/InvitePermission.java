package org.konsil.accountdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.ServerNoticesUser;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/**
 * Which invitations a user wants. What the server itself has to say is not blocked.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#invite-permission">Invite
 *     permission</a>
 */
@ApplicationScoped
public class InvitePermission {
  static final String TYPE = "m.invite_permission_config";

  @Inject private AccountDataStore store;
  @Inject private IgnoredUsers ignored;

  /**
   * Before a user of ours is invited.
   *
   * @throws MatrixException M_INVITE_BLOCKED when the user blocks invitations
   */
  public void require(UserId invitee, UserId inviter) {
    if (isBlocked(invitee, inviter)) {
      throw MatrixException.of(ErrorCode.M_INVITE_BLOCKED, "This user does not accept invitations");
    }
  }

  /** Whether an invitation is kept from the user's clients. */
  public boolean isHidden(UserId invitee, UserId inviter) {
    return ignored.of(invitee).contains(inviter) || isBlocked(invitee, inviter);
  }

  private boolean isBlocked(UserId invitee, UserId inviter) {
    return !inviter.equals(ServerNoticesUser.of(invitee.server()))
        && store
            .find(invitee, Optional.empty(), TYPE)
            .filter(config -> config.path("default_action").asText("").equals("block"))
            .isPresent();
  }
}
