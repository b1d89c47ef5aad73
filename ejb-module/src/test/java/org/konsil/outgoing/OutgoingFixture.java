package org.konsil.outgoing;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.konsil.config.KonsilConfig;

/** Real outgoing calls for the tests of other capabilities. */
public final class OutgoingFixture implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  public OutgoingHttp http(KonsilConfig config) {
    return new OutgoingHttp(
        new AddressGuard(config), new OutgoingConnections(new OutgoingTrust(config)), timer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
