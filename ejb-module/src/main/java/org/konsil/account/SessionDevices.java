package org.konsil.account;

import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * Port: what log-in and log-out need from the device capability. All methods join the running
 * transaction.
 */
public interface SessionDevices {
  /**
   * Makes the device, or finds it again; a given display name counts only for a new one.
   *
   * @param deviceId empty to have one made up
   * @return the device id
   */
  String open(UserId user, Optional<String> deviceId, Optional<String> displayName);

  boolean exists(UserId user, String deviceId);

  /** Removes the device with its tokens and keys; no error when it is gone already. */
  void close(UserId user, String deviceId);

  /** Removes every device of the user but one. */
  void closeAll(UserId user, Optional<String> exceptDeviceId);
}
