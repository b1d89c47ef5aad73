package org.konsil.account;

import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Who calls: the first argument of every service.
 *
 * @param user the account
 * @param deviceId the device that the token belongs to
 * @param domain the account's server name: the tenant of the whole request
 * @param domainAdmin whether the account administers its domain
 * @param accessTokenId our own number of the token, for transaction ids and revocation; 0 for a
 *     caller within the server
 */
public record Requester(
    UserId user, String deviceId, ServerName domain, boolean domainAdmin, long accessTokenId) {}
