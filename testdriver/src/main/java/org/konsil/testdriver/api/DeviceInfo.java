package org.konsil.testdriver.api;

import java.util.List;
import org.konsil.testdriver.device.TestDevice;

/**
 * A device.
 *
 * @param deviceStatus claimed or free
 * @param claimedUntil RFC 3339; of a free device when its last claim ended
 */
record DeviceInfo(
    int deviceId, String deviceName, String deviceStatus, String claimerName, String claimedUntil) {

  /** All of an API. */
  record Devices(List<DeviceInfo> devices) {}

  /** Who wants a device, and for how many seconds. */
  record ClaimRequest(String claimerName, Long claimFor) {}

  static DeviceInfo of(TestDevice device, boolean claimed) {
    return new DeviceInfo(
        device.id(),
        device.name(),
        claimed ? "claimed" : "free",
        claimed ? device.claim().claimer() : "",
        device.claim().until().toString());
  }
}
