package org.konsil.testdriver.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.PermissionConfiguration;
import org.konsil.testdriver.matrix.PermissionConfiguration.Mode;
import org.konsil.testdriver.matrix.Rooms;

/** Brings the devices of an API back to where they began. */
@ApplicationScoped
public class CleanUp {
  private TestDevices devices;
  private TestAccounts accounts;
  private MatrixApi homeserver;

  /** For the container. */
  protected CleanUp() {}

  @Inject
  public CleanUp(TestDevices devices, TestAccounts accounts, MatrixApi homeserver) {
    this.devices = devices;
    this.accounts = accounts;
    this.homeserver = homeserver;
  }

  /**
   * Every account leaves and forgets its rooms and lets everyone invite it; every device is logged
   * out and free. An administrator's account stays as it is.
   */
  public void run(String domain, ApiKind kind) {
    for (TestDevice device : devices.list(domain, kind)) {
      if (kind != ApiKind.ORG_ADMIN && accounts.isMade(device)) {
        MatrixDevice session = device.findSession().orElseGet(() -> accounts.login(device));
        clean(session);
      }
      devices.unclaim(device);
    }
  }

  private void clean(MatrixDevice session) {
    MatrixApi api = homeserver.as(session.accessToken());
    new Rooms(api, session.userId()).leaveAll();
    PermissionConfiguration permissions = new PermissionConfiguration(api, session.userId());
    permissions.mode(Mode.BLOCK_ALL);
    permissions.mode(Mode.ALLOW_ALL);
  }
}
