package org.konsil.administration;

import org.konsil.media.MediaTotals;

/**
 * The whole deployment in numbers.
 *
 * @param domains also the suspended ones
 * @param users accounts that have not ended, without guests
 * @param rooms that are kept, whoever is in them
 */
public record DeploymentStatistics(
    long domains, long users, long guests, long rooms, MediaTotals media) {}
