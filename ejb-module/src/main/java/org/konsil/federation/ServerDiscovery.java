package org.konsil.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.id.ServerName;
import org.konsil.outgoing.OutgoingRequest.Endpoint;

/**
 * Finds the place of a server.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names">Resolving
 *     server names</a>
 */
@ApplicationScoped
class ServerDiscovery {
  private static final int DEFAULT_PORT = 8448;

  @Inject private WellKnownLookup wellKnown;
  @Inject private SrvLookup srv;

  protected ServerDiscovery() {}

  ServerDiscovery(WellKnownLookup wellKnown, SrvLookup srv) {
    this.wellKnown = wellKnown;
    this.srv = srv;
  }

  /** Blocks while .well-known and DNS are asked; never fails: the last step is always possible. */
  ResolvedServer resolve(ServerName name) {
    if (isDirect(name)) {
      return direct(name);
    }
    ServerName delegated = wellKnown.find(name.host()).orElse(name);
    return isDirect(delegated) ? direct(delegated) : byRecord(delegated);
  }

  private static boolean isDirect(ServerName name) {
    return name.isIpLiteral() || name.port().isPresent();
  }

  private static ResolvedServer direct(ServerName name) {
    String host = name.host();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new ResolvedServer(name.value(), new Endpoint(bare, name.port().orElse(DEFAULT_PORT)));
  }

  private ResolvedServer byRecord(ServerName name) {
    String host = name.host();
    Endpoint endpoint =
        srv.find("_matrix-fed._tcp." + host)
            .or(() -> srv.find("_matrix._tcp." + host))
            .orElse(new Endpoint(host, DEFAULT_PORT));
    return new ResolvedServer(host, endpoint);
  }
}
