package org.konsil.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.konsil.account.AccessTokenService;
import org.konsil.account.SessionDevices;
import org.konsil.core.id.UserId;

/** Makes a device at log-in and removes it with everything that hangs on it. */
@ApplicationScoped
class DeviceSessions implements SessionDevices {
  private static final int ID_LENGTH = 10;

  @Inject private DeviceStore devices;
  @Inject private DeviceListService deviceLists;
  @Inject private AccessTokenService tokens;
  @Inject private Event<DeviceDeleted> deleted;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  @Override
  public String open(UserId user, Optional<String> deviceId, Optional<String> displayName) {
    String device = deviceId.orElseGet(this::newId);
    Optional<String> name = displayName.map(DeviceService::requireDisplayName);
    if (devices.insert(user, device, name, clock.instant())) {
      deviceLists.markChanged(user, device);
    }
    return device;
  }

  @Override
  public boolean exists(UserId user, String deviceId) {
    return devices.find(user, deviceId).isPresent();
  }

  @Override
  public void close(UserId user, String deviceId) {
    tokens.revoke(user, deviceId);
    if (devices.delete(user, deviceId)) {
      deleted.fire(new DeviceDeleted(user, deviceId));
      deviceLists.markChanged(user, deviceId);
    }
  }

  @Override
  public void closeAll(UserId user, Optional<String> exceptDeviceId) {
    devices.all(user).stream()
        .map(DeviceStore.StoredDevice::deviceId)
        .filter(id -> !exceptDeviceId.equals(Optional.of(id)))
        .forEach(id -> close(user, id));
  }

  private String newId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append((char) ('A' + random.nextInt(26)));
    }
    return id.toString();
  }
}
