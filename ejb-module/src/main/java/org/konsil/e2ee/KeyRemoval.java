package org.konsil.e2ee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.account.AccountDeactivated;
import org.konsil.device.DeviceDeleted;

/** Takes away what belonged to a device or an account that is gone, in the same transaction. */
@ApplicationScoped
class KeyRemoval {
  @Inject private DeviceKeyStore deviceKeys;
  @Inject private CrossSigningStore crossSigning;

  void deviceDeleted(@Observes DeviceDeleted event) {
    deviceKeys.delete(event.user(), event.deviceId());
    crossSigning.deleteSignaturesOn(event.user(), event.deviceId());
    crossSigning.deleteSignaturesBy(event.user(), "ed25519:" + event.deviceId());
  }

  void accountDeactivated(@Observes AccountDeactivated event) {
    crossSigning.deleteUser(event.user());
  }
}
