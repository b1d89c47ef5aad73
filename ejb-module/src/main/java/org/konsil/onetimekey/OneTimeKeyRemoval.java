package org.konsil.onetimekey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.device.DeviceDeleted;

/** Takes away the keys of a device that is gone, in the same transaction. */
@ApplicationScoped
class OneTimeKeyRemoval {
  @Inject private OneTimeKeyStore store;

  void deviceDeleted(@Observes DeviceDeleted event) {
    store.deleteDevice(event.user(), event.deviceId());
  }
}
