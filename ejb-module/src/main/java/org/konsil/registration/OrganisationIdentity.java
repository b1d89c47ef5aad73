package org.konsil.registration;

import java.time.Instant;
import java.util.Optional;

/**
 * A number in the TI that an organisation has proved to be its own.
 *
 * @param provedAt when its card was last seen
 * @param inactiveSince since when the directory calls it inactive
 */
public record OrganisationIdentity(
    String telematikId,
    long organisation,
    String name,
    String professionOid,
    Instant provedAt,
    Optional<Instant> inactiveSince) {}
