package org.konsil.it.bench;

import org.konsil.it.support.SynapseServer;

/** Two of Synapse on two databases of one PostgreSQL. */
final class SynapsePair implements Pair {
  private final SynapseServer here = SynapseServer.measured("here");
  private final SynapseServer there = SynapseServer.measured("there");

  @Override
  public Target here() {
    return target(here);
  }

  @Override
  public Target there() {
    return target(there);
  }

  private static Target target(SynapseServer server) {
    return new Target("synapse", server.baseUrl(), SynapseServer.REGISTRATION_SECRET, 0, 0);
  }

  @Override
  public String hereName() {
    return here.serverName();
  }

  @Override
  public void stopThere() {
    there.stop();
  }

  @Override
  public void startThere() {
    there.restart();
  }

  @Override
  public void close() {
    there.close();
    here.close();
  }
}
