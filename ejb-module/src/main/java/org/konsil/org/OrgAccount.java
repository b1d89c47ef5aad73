package org.konsil.org;

import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Account;
import org.konsil.core.id.UserId;

/**
 * An account as the administrators of its domain see it.
 *
 * @param displayName as the organisation set it; the user id when it did not
 * @param lastSeen when one of its devices last called
 * @param devices how many devices it has
 */
public record OrgAccount(
    Account account, String displayName, Optional<Instant> lastSeen, int devices) {

  public UserId user() {
    return account.user();
  }
}
