package org.konsil.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.TokenStore.StoredRefresh;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.UserId;

/**
 * Opens sessions and exchanges refresh tokens (A_25394, A_25458). A refresh token may be exchanged
 * again until the client shows that it received its successor; after that, presenting it means that
 * two parties hold it, and the whole family of tokens ends.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#refreshing-access-tokens">Refreshing
 *     access tokens</a>
 */
@Stateless
public class SessionService {
  @Inject private TokenStore tokens;
  @Inject private Secrets secrets;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;
  @Inject private AccessTokenService accessTokens;
  @Inject private SessionDevices devices;
  @Inject private Event<TokensRevoked> revoked;

  /** A device with tokens. */
  public record Session(String deviceId, SessionTokens tokens) {}

  /** What became of an exchange; without a session {@code softLogout} says how to refuse. */
  public record Exchange(Optional<Session> session, boolean softLogout) {}

  /**
   * Makes a device, or takes over one that the user has, with new tokens; the device's older tokens
   * end.
   *
   * @param deviceId empty to have one made up
   * @param displayName of a new device
   * @param refreshable whether the client asked for a refresh token; then the access token expires
   */
  public Session open(
      UserId user, Optional<String> deviceId, Optional<String> displayName, boolean refreshable) {
    String device = devices.open(user, deviceId, displayName);
    if (deviceId.isPresent()) {
      accessTokens.revoke(user, device);
    }
    Holder holder = new Holder(user, device, Optional.empty());
    return new Session(
        device,
        refreshable
            ? issuePair(holder, secrets.next()).tokens()
            : new SessionTokens(issue(holder, Optional.empty(), Optional.empty()), null, null));
  }

  /**
   * The same for an OAuth client, whose sessions can always be refreshed: by this client alone, and
   * not through the legacy API.
   */
  public Session openForClient(
      String clientId, UserId user, String deviceId, Optional<String> displayName) {
    String device = devices.open(user, Optional.of(deviceId), displayName);
    accessTokens.revoke(user, device);
    Holder holder = new Holder(user, device, Optional.of(clientId));
    return new Session(device, issuePair(holder, secrets.next()).tokens());
  }

  /**
   * Ends the session of an access or refresh token, with its device and keys.
   *
   * @return whose it was; empty when the token is not known
   */
  public Optional<UserId> end(String token) {
    Optional<TokenStore.Holder> holder = tokens.findHolder(Secrets.digest(token));
    holder.ifPresent(of -> devices.close(of.user(), of.deviceId()));
    return holder.map(TokenStore.Holder::user);
  }

  /** How long a refresh token can be used. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Duration refreshLifetime() {
    return Duration.ofDays(config.number("refreshToken.lifetimeDays", 180));
  }

  /**
   * Exchanges a refresh token; refuses by value, so that what a reuse ends is committed.
   *
   * @param clientId the OAuth client that asks; empty for the legacy API. A token serves only
   *     through the API and the client that it was issued to.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Exchange exchange(String refreshToken, Optional<String> clientId) {
    Instant now = clock.instant();
    Optional<StoredRefresh> found =
        tokens
            .lockRefresh(Secrets.digest(refreshToken))
            .filter(token -> token.clientId().equals(clientId));
    if (found.isEmpty()) {
      return new Exchange(Optional.empty(), false);
    }
    StoredRefresh stored = found.get();
    if (!stored.expiresAt().isAfter(now)) {
      return new Exchange(Optional.empty(), true);
    }
    if (stored.replacedBy().filter(tokens::isSuccessorUsed).isPresent()) {
      tokens.endFamily(stored.familyId(), now);
      revoked.fire(new TokensRevoked(stored.user(), Optional.of(stored.deviceId())));
      return new Exchange(Optional.empty(), true);
    }
    stored.replacedBy().ifPresent(successor -> tokens.takeBack(successor, now));
    Pair pair =
        issuePair(new Holder(stored.user(), stored.deviceId(), clientId), stored.familyId());
    tokens.replace(stored.id(), pair.refreshId());
    return new Exchange(Optional.of(new Session(stored.deviceId(), pair.tokens())), false);
  }

  /** Whose tokens are issued; {@code clientId} for a session of the OAuth 2.0 API. */
  private record Holder(UserId user, String deviceId, Optional<String> clientId) {}

  private record Pair(long refreshId, SessionTokens tokens) {}

  private Pair issuePair(Holder holder, String family) {
    Instant now = clock.instant();
    Duration lifetime = config.accessTokenLifetime();
    String refresh = "kr_" + secrets.next();
    long refreshId =
        tokens.insertRefresh(
            Secrets.digest(refresh),
            family,
            holder.user(),
            holder.deviceId(),
            holder.clientId(),
            now,
            now.plus(refreshLifetime()));
    String access = issue(holder, Optional.of(refreshId), Optional.of(now.plus(lifetime)));
    return new Pair(refreshId, new SessionTokens(access, refresh, lifetime.toMillis()));
  }

  private String issue(Holder holder, Optional<Long> refreshId, Optional<Instant> expiresAt) {
    String access = "ka_" + secrets.next();
    tokens.insertAccess(
        Secrets.digest(access),
        holder.user(),
        holder.deviceId(),
        holder.clientId(),
        refreshId,
        clock.instant(),
        expiresAt);
    return access;
  }
}
