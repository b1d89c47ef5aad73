package org.konsil.jca.api;

import java.time.Instant;
import java.util.Optional;

/**
 * How the connection is protected.
 *
 * @param protocol such as TLSv1.3; empty over plain HTTP
 * @param clientCertificateUntil end of our own certificate; empty when we show none
 * @param serverCertificateUntil end of the Konnektor's certificate
 */
public record TlsState(
    Optional<String> protocol,
    Optional<Instant> clientCertificateUntil,
    Optional<Instant> serverCertificateUntil) {}
