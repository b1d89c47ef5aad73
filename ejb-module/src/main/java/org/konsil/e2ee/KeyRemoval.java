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
  @Inject private OneTimeKeyStore oneTimeKeys;
  @Inject private CrossSigningStore crossSigning;
  @Inject private ToDeviceStore toDevice;

  protected KeyRemoval() {}

  KeyRemoval(
      DeviceKeyStore deviceKeys,
      OneTimeKeyStore oneTimeKeys,
      CrossSigningStore crossSigning,
      ToDeviceStore toDevice) {
    this.deviceKeys = deviceKeys;
    this.oneTimeKeys = oneTimeKeys;
    this.crossSigning = crossSigning;
    this.toDevice = toDevice;
  }

  void deviceDeleted(@Observes DeviceDeleted event) {
    deviceKeys.delete(event.user(), event.deviceId());
    oneTimeKeys.deleteDevice(event.user(), event.deviceId());
    crossSigning.deleteSignaturesOn(event.user(), event.deviceId());
    crossSigning.deleteSignaturesBy(event.user(), "ed25519:" + event.deviceId());
    toDevice.deleteDevice(event.user(), event.deviceId());
  }

  void accountDeactivated(@Observes AccountDeactivated event) {
    crossSigning.deleteUser(event.user());
  }
}
