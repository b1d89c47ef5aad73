package org.konsil.testdriver.matrix;

import java.net.URI;
import java.util.Optional;

/** Logs devices in. */
public interface MatrixClients extends AutoCloseable {

  /**
   * Logs in as a new device, and returns after its first sync. The account's first device sets up
   * cross-signing and the key backup; a later one uses the recovery key, if it is given.
   *
   * @throws Refusal for what the homeserver refuses
   */
  MatrixDevice login(
      URI homeserver,
      String userId,
      String password,
      String deviceName,
      Optional<String> recoveryKey);

  @Override
  void close();
}
