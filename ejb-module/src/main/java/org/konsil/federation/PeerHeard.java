package org.konsil.federation;

import org.konsil.core.id.ServerName;

/** CDI event: a server has made a request that was rightly signed. Told once a few seconds. */
public record PeerHeard(ServerName server) {}
