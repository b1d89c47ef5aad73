package org.konsil.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.konsil.account.TokenCache.Entry;
import org.konsil.account.TokenStore.StoredToken;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Turns an access token into a {@link Requester}, and ends tokens. Only digests are stored, so a
 * copy of the database opens no account.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#using-access-tokens">Using access
 *     tokens</a>
 */
@Stateless
public class AccessTokenService {
  /** A device's "last seen" is written at most this often. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(2);

  /** And that its account was active this often. */
  private static final Duration ACTIVE_EVERY = Duration.ofDays(1);

  @Inject private TokenStore tokens;
  @Inject private TokenCache cache;
  @Inject private AccountStore accounts;
  @Inject private AccountActivityStore activity;
  @Inject private DomainService domains;
  @Inject private Clock clock;
  @Inject private StreamPositions positions;
  @Inject private Event<TokensRevoked> revoked;

  /** When and from where a device last called; the address may be unknown. */
  public record LastSeen(Instant at, Optional<String> address) {}

  /** As {@link #authenticate(String, String)}, for a caller whose address is unknown. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Requester authenticate(String token) {
    return authenticate(token, null);
  }

  /**
   * The caller that the token stands for.
   *
   * @param remoteAddress for the device's "last seen"; null when unknown
   * @throws MatrixException M_UNKNOWN_TOKEN, with soft_logout when the token has merely expired;
   *     M_USER_LOCKED with soft_logout for a locked account; M_FORBIDDEN while its domain is
   *     suspended
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Requester authenticate(String token, String remoteAddress) {
    Entry entry = entry(token, remoteAddress);
    domains.requireActive(entry.requester().domain());
    if (entry.locked()) {
      throw MatrixException.of(ErrorCode.M_USER_LOCKED, "This account has been locked")
          .with("soft_logout", true);
    }
    return entry.requester();
  }

  /** The same for the log-out operations, which a locked account may still call. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Requester authenticateToLogOut(String token) {
    return entry(token, null).requester();
  }

  /**
   * Whether what the token opened may stay open: it is neither revoked nor expired, and the account
   * is not locked nor its domain suspended. For long-lived connections, at each turn.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isActive(Requester requester) {
    return tokens.isActive(requester.accessTokenId(), clock.instant())
        && domains.find(requester.domain()).filter(Domain::isActive).isPresent()
        && accounts.find(requester.user()).filter(a -> !a.toAccount().locked()).isPresent();
  }

  /** Whether the caller's session is one of the OAuth 2.0 API. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isOAuth(Requester requester) {
    return tokens.findClient(requester.accessTokenId()).isPresent();
  }

  /** When each of the user's devices last called; devices that never did are missing. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Map<String, LastSeen> lastSeen(UserId user) {
    return tokens.lastSeen(user).stream()
        .collect(
            Collectors.toMap(
                TokenStore.Seen::deviceId,
                seen -> new LastSeen(seen.at(), seen.address()),
                (older, newer) -> newer));
  }

  /** Ends all tokens of a device, refresh tokens too. Its waiting readers wake and find out. */
  public void revoke(UserId user, String deviceId) {
    tokens.deleteOfDevice(user, deviceId);
    positions.wake(WakeKey.device(user, deviceId));
    revoked.fire(new TokensRevoked(user, Optional.of(deviceId)));
  }

  private Entry entry(String token, String remoteAddress) {
    String hash = Secrets.digest(token);
    Entry entry =
        cache
            .get(hash, () -> load(hash, remoteAddress))
            .orElseThrow(() -> MatrixException.unknownToken("Unknown access token", false));
    if (entry.expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent()) {
      throw MatrixException.unknownToken("The access token has expired", true);
    }
    return entry;
  }

  private Optional<Entry> load(String hash, String remoteAddress) {
    return tokens
        .findAccess(hash)
        .flatMap(
            token ->
                accounts
                    .find(token.user())
                    .map(AccountEntity::toAccount)
                    .filter(account -> !account.deactivated())
                    .map(account -> noted(token, account, remoteAddress)));
  }

  private Entry noted(StoredToken token, Account account, String remoteAddress) {
    Instant now = clock.instant();
    if (token.refreshTokenId().isPresent() && !token.used()) {
      tokens.markUsed(token, now);
    }
    if (token.lastSeenAt().filter(seen -> seen.plus(SEEN_EVERY).isAfter(now)).isEmpty()) {
      tokens.seen(token.id(), now, Optional.ofNullable(remoteAddress));
      if (!account.guest() && isFirstOfDay(token, now)) {
        activity.note(account.user(), now);
      }
    }
    Requester requester =
        new Requester(
            account.user(),
            token.deviceId(),
            account.domain(),
            account.domainAdmin(),
            account.suspended(),
            account.guest(),
            token.id());
    return new Entry(requester, account.locked(), token.expiresAt());
  }

  private static boolean isFirstOfDay(StoredToken token, Instant now) {
    long day = ACTIVE_EVERY.toMillis();
    return token
        .lastSeenAt()
        .filter(seen -> seen.toEpochMilli() / day == now.toEpochMilli() / day)
        .isEmpty();
  }
}
