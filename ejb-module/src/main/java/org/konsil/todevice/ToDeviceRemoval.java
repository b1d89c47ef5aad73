package org.konsil.todevice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.device.DeviceDeleted;

/** Takes away what waits for a device that is gone, in the same transaction. */
@ApplicationScoped
class ToDeviceRemoval {
  @Inject private ToDeviceStore store;

  void deviceDeleted(@Observes DeviceDeleted event) {
    store.deleteDevice(event.user(), event.deviceId());
  }
}
