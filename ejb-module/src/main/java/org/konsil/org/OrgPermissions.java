package org.konsil.org;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.accountdata.InitialPermission;
import org.konsil.accountdata.PermissionConfig;
import org.konsil.core.id.ServerName;

/** Gives new users what their organisation decided. */
@ApplicationScoped
class OrgPermissions implements InitialPermission {
  @Inject private PermissionDefaultService defaults;

  @Override
  public PermissionConfig of(ServerName domain) {
    return defaults.get(domain);
  }
}
