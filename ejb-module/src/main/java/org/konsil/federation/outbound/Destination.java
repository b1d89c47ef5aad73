package org.konsil.federation.outbound;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.ServerName;

/**
 * What waits for another server.
 *
 * @param origin the domain of ours that sends
 * @param events how many events wait
 * @param edus how many ephemeral units wait
 * @param failures how often in a row it did not take what was sent; 0 while all is well
 * @param retryAt when it is tried again; empty while all is well
 */
public record Destination(
    ServerName origin,
    ServerName server,
    long events,
    long edus,
    int failures,
    Optional<Instant> failingSince,
    Optional<Instant> retryAt) {}
