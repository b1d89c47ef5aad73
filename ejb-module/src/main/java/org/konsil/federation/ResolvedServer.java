package org.konsil.federation;

import org.konsil.outgoing.OutgoingRequest.Endpoint;

/**
 * Where a server name leads.
 *
 * @param authority what the Host header says; its host is whom the certificate must name
 * @param endpoint where to connect to
 */
record ResolvedServer(String authority, Endpoint endpoint) {}
