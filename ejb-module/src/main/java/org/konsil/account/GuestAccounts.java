package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.id.UserId;

/** Who of many users is a guest here; guests of other servers are not known to us. */
@ApplicationScoped
public class GuestAccounts {
  @Inject private AccountStore accounts;

  public Set<UserId> among(Collection<UserId> users) {
    return accounts.findAll(users).stream()
        .filter(Account::guest)
        .map(Account::user)
        .collect(Collectors.toSet());
  }
}
