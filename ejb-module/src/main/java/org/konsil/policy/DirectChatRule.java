package org.konsil.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/** Nobody is invited as a third into a direct chat, which the inviter's m.direct names; 403. */
@ApplicationScoped
class DirectChatRule implements EventRule {
  private static final int TWO = 2;

  private AccountDataService accountData;

  /** For the container. */
  protected DirectChatRule() {}

  @Inject
  DirectChatRule(AccountDataService accountData) {
    this.accountData = accountData;
  }

  @Override
  public void check(EventAttempt attempt) {
    if (attempt.isInvite()
        && isDirect(attempt)
        && isThird(attempt.invitee(), attempt.present().get())) {
      throw MatrixException.forbidden("Nobody else can be invited into a direct chat");
    }
  }

  private static boolean isThird(UserId invitee, Set<UserId> present) {
    return present.size() >= TWO && !present.contains(invitee);
  }

  private boolean isDirect(EventAttempt attempt) {
    return accountData
        .find(attempt.sender(), Optional.empty(), "m.direct")
        .filter(direct -> names(direct, attempt.room().value()))
        .isPresent();
  }

  private static boolean names(ObjectNode direct, String room) {
    for (JsonNode rooms : direct) {
      for (JsonNode named : rooms) {
        if (named.asText().equals(room)) {
          return true;
        }
      }
    }
    return false;
  }
}
