package org.konsil.appservicequeue;

import java.time.Instant;
import java.util.Optional;

/**
 * What waits for an application service.
 *
 * @param events how many it has not accepted
 * @param attempts how often in a row it did not take a transaction; 0 while all is well
 * @param retryAt when it is tried again; empty while all is well
 */
public record AppServiceBacklog(String id, long events, int attempts, Optional<Instant> retryAt) {}
