package org.konsil.accountdata;

import org.konsil.core.id.ServerName;

/** Port: who may invite a user of the domain until the user decides (A_25043). */
public interface InitialPermission {

  PermissionConfig of(ServerName domain);
}
