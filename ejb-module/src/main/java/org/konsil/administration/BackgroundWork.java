package org.konsil.administration;

import java.util.List;
import org.konsil.appservicequeue.AppServiceBacklog;

/**
 * What the deployment has still to do.
 *
 * @param federationItems events and ephemeral units that wait for other servers
 * @param failingServers other servers that did not take what was sent last
 * @param pushes that were not delivered yet
 * @param failingPushes those of them that a gateway did not take at the first attempt
 * @param roomPurges rooms that are to be deleted
 * @param scheduledMessages messages that wait for their time
 * @param domainRemovals domains whose accounts are being ended
 */
public record BackgroundWork(
    long federationItems,
    long failingServers,
    long pushes,
    long failingPushes,
    List<AppServiceBacklog> appServices,
    long roomPurges,
    long scheduledMessages,
    long domainRemovals) {}
