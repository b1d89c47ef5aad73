package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.id.UserId;

/**
 * Who of many users had themselves erased: whoever was not there when they wrote no longer gets
 * what they wrote.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#account-deactivation">Account
 *     deactivation</a>
 */
@ApplicationScoped
public class ErasedAccounts {
  @Inject private AccountStore accounts;

  public Set<UserId> among(Collection<UserId> users) {
    return accounts.findAll(users).stream()
        .filter(Account::erased)
        .map(Account::user)
        .collect(Collectors.toSet());
  }
}
