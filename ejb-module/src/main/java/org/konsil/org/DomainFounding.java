package org.konsil.org;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.konsil.config.Domain;
import org.konsil.core.id.UserId;

/** Founds a domain for an organisation: hosted at once, with a first administrator. */
@Stateless
public class DomainFounding {
  private static final String FIRST = "admin";

  @Inject private FirstAdministrator administrators;
  @Inject private PasswordGenerator passwords;

  /**
   * Makes the domain and its account {@code admin}.
   *
   * @param displayName of that account
   * @return the password, which is shown once
   */
  public InitialPassword found(Domain domain, String displayName) {
    administrators.ensureDomain(domain);
    UserId admin = UserId.of(FIRST, domain.name());
    String password = passwords.next();
    administrators.ensureAccount(admin, password, displayName, true);
    return new InitialPassword(admin, password);
  }
}
