package org.konsil.jca.konnektor;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.wire.TlsMaterial;

/**
 * Settings of an outbound connection, complete and checked.
 *
 * @param directory address of connector.sds, http or https
 * @param readTimeout for a whole answer, headers and body
 */
record KonnektorSettings(
    URI directory,
    CallContext context,
    TlsMaterial tls,
    Duration connectTimeout,
    Duration readTimeout,
    Optional<String> eventTo) {

  boolean secure() {
    return "https".equalsIgnoreCase(directory.getScheme());
  }

  /** Host and port, for display. */
  String address() {
    int port = directory.getPort() >= 0 ? directory.getPort() : secure() ? 443 : 80;
    return directory.getHost() + ":" + port;
  }
}
