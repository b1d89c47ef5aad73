package org.konsil.account;

import java.time.Instant;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * An account of a hosted domain.
 *
 * @param domainAdmin whether it administers its domain
 * @param locked whether every request but log-out is refused, until it is unlocked
 * @param suspended whether it may only read, leave and log out
 * @param deactivated whether it has ended for good; its name is never given away again
 * @param erased whether the user asked at the end to have their content hidden from later readers
 * @param guest whether it was made without proof and may do little
 * @param passwordSet whether it can log in with a password
 * @param passwordInitial whether the owner has to choose another password before it can log in
 */
public record Account(
    UserId user,
    boolean domainAdmin,
    boolean locked,
    boolean suspended,
    boolean deactivated,
    boolean erased,
    boolean guest,
    boolean passwordSet,
    boolean passwordInitial,
    Instant createdAt) {

  public ServerName domain() {
    return user.server();
  }
}
