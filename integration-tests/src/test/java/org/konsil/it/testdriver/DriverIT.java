package org.konsil.it.testdriver;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The groups of the suite's scenarios, each in its shortest form; the interfaces hold them. What
 * needs one server comes first, while the other gets into the federation list.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriverIT implements Devices, Invitations, Conversations, Directories, HomeserverCalls {
  private static TwoServers servers;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    servers = TwoServers.start(folder);
  }

  @AfterAll
  static void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Override
  public TwoServers servers() {
    return servers;
  }
}
