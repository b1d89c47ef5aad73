package org.konsil.it.federation;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.it.support.SynapseServer;

/** One pair of servers for all that is to be seen between two; the interfaces hold the tests. */
class FederationIT
    implements SharedRooms, SharedMemberships, SharedMoments, EncryptedTalk, Absences, Partitions {
  private static Neighbours neighbours;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Optional<SynapseServer> synapse = SynapseServer.start();
    assumeThat(synapse)
        .as("Synapse needs root and the distribution's packages, which are missing here")
        .isPresent();
    neighbours = new Neighbours(synapse.get(), folder);
  }

  @AfterAll
  static void stop() {
    if (neighbours != null) {
      neighbours.close();
    }
  }

  @Override
  public Neighbours neighbours() {
    return neighbours;
  }
}
