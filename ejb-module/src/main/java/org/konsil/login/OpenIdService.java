package org.konsil.login;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.core.id.UserId;

/**
 * Tells third parties who a user is, without giving them the user's account.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#openid">OpenID</a>
 */
@Stateless
public class OpenIdService {
  private static final Duration LIFETIME = Duration.ofHours(1);

  @Inject private OpenIdTokenStore store;
  @Inject private Secrets secrets;
  @Inject private Clock clock;

  /** A token for the caller's own name. */
  public OpenIdToken requestToken(Requester requester, UserId user) {
    requester.requireSelf(user);
    String token = secrets.next();
    store.insert(Secrets.digest(token), user, clock.instant().plus(LIFETIME));
    return new OpenIdToken(token, "Bearer", requester.domain().value(), LIFETIME.toSeconds());
  }

  /**
   * Whom a token stands for; empty for an unknown or expired one. For the federation's userinfo
   * (server-server API, "OpenID").
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<UserId> findUser(String token) {
    return store.find(Secrets.digest(token), clock.instant());
  }
}
