package org.konsil.account;

import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * By whom a domain speaks to its users. There is no account of this name, and none can be made:
 * what comes from it comes from the server.
 */
public final class ServerNoticesUser {
  private static final String LOCALPART = "server-notices";

  private ServerNoticesUser() {}

  public static UserId of(ServerName domain) {
    return UserId.of(LOCALPART, domain);
  }

  public static boolean is(UserId user) {
    return user.equals(of(user.server()));
  }
}
