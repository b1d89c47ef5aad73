package org.konsil.jca.api;

import java.time.Instant;

/**
 * A subscription at the Konnektor's EventService.
 *
 * @param id at most 64 characters; every event carries it
 * @param terminatesAt when it ends unless renewed, usually a day ahead
 */
public record Subscription(String id, Instant terminatesAt) {}
