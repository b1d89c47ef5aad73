package org.konsil.registrationtoken;

import java.time.Instant;
import java.util.Optional;

/**
 * Lets its holder register in one domain.
 *
 * @param usesAllowed how many registrations it is good for; empty for any number
 * @param uses how many there were
 * @param expiresAt empty for never
 */
public record RegistrationToken(
    String token,
    Optional<Long> usesAllowed,
    long uses,
    Optional<Instant> expiresAt,
    Instant createdAt) {}
