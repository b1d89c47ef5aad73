package org.konsil.jca.cetp;

import java.time.Duration;
import java.util.Optional;
import org.konsil.jca.wire.TlsMaterial;

/**
 * Settings of a listener.
 *
 * @param port 0 lets the system choose one
 * @param tls own certificate, and when it has a trust store the Konnektor must prove itself too;
 *     empty for plain TCP
 * @param maxFrameBytes largest event taken
 * @param maxConnections senders at the same time; more are turned away
 * @param patience how long one connection may last
 */
record CetpSettings(
    String bindAddress,
    int port,
    Optional<TlsMaterial> tls,
    int maxFrameBytes,
    int maxConnections,
    Duration patience) {

  /** The schema allows an event some hundred kilobytes at most; usual ones have about one. */
  static final int MAX_FRAME_BYTES = 256 * 1024;

  static final int MAX_CONNECTIONS = 16;
  static final Duration PATIENCE = Duration.ofSeconds(30);
}
