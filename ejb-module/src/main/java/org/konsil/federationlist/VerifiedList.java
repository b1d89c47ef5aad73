package org.konsil.federationlist;

import java.time.Instant;

/**
 * A list that was found good.
 *
 * @param expiresAt from when on it counts only for want of a newer one
 */
record VerifiedList(FederationList list, Instant expiresAt) {}
