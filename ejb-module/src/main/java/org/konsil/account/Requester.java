package org.konsil.account;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Who calls: the first argument of every service.
 *
 * @param user the account
 * @param deviceId the device that the token belongs to; empty for an application service that names
 *     none
 * @param domain the tenant of the whole request: the account's server name, or the one that an
 *     operator of the deployment administers
 * @param domainAdmin whether the account administers its domain
 * @param suspended whether the account may only read, leave and log out
 * @param guest whether the account is a guest, who may do little
 * @param appServiceId the application service that acts as the user; empty for the user itself
 * @param accessTokenId our own number of the token, for transaction ids and revocation; 0 for a
 *     caller within the server
 */
public record Requester(
    UserId user,
    String deviceId,
    ServerName domain,
    boolean domainAdmin,
    boolean suspended,
    boolean guest,
    Optional<String> appServiceId,
    long accessTokenId) {

  /** A user with a token of its own. */
  public Requester(
      UserId user,
      String deviceId,
      ServerName domain,
      boolean domainAdmin,
      boolean suspended,
      boolean guest,
      long accessTokenId) {
    this(user, deviceId, domain, domainAdmin, suspended, guest, Optional.empty(), accessTokenId);
  }

  /** No guest. */
  public Requester(
      UserId user,
      String deviceId,
      ServerName domain,
      boolean domainAdmin,
      boolean suspended,
      long accessTokenId) {
    this(user, deviceId, domain, domainAdmin, suspended, false, accessTokenId);
  }

  /** An account in good standing. */
  public Requester(
      UserId user, String deviceId, ServerName domain, boolean domainAdmin, long accessTokenId) {
    this(user, deviceId, domain, domainAdmin, false, accessTokenId);
  }

  /**
   * Refuses what a suspended account must not do: send, join, knock, invite, change its profile,
   * redact others' events.
   *
   * @throws MatrixException M_USER_SUSPENDED
   * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#account-suspension">Account
   *     suspension</a>
   */
  public void requireNotSuspended() {
    if (suspended) {
      throw MatrixException.of(
          ErrorCode.M_USER_SUSPENDED, "You cannot perform this action while suspended.");
    }
  }

  /**
   * The caller as somebody who administers the domain. For capabilities that have decided that it
   * does; what it does there is recorded there, under its own name.
   */
  public Requester administering(ServerName administered) {
    return new Requester(
        user, deviceId, administered, true, suspended, guest, appServiceId, accessTokenId);
  }

  /** Empty for an application service that named no device. */
  public Optional<String> findDeviceId() {
    return Optional.of(deviceId).filter(id -> !id.isEmpty());
  }

  /** A time that is said of an event: only application services are believed. */
  public Optional<Instant> asserted(Optional<Instant> at) {
    return at.filter(time -> appServiceId.isPresent());
  }

  /** Refuses a request on another user's data: a path that names a user must name the caller. */
  public void requireSelf(UserId named) {
    if (!user.equals(named)) {
      throw MatrixException.forbidden("The access token belongs to another user");
    }
  }
}
