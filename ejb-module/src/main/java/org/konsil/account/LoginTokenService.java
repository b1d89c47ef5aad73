package org.konsil.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.konsil.core.id.UserId;

/** One-time tokens for the log-in type m.login.token. */
@Stateless
public class LoginTokenService {
  /** How long a token can be used. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  @Inject private LoginTokenStore tokens;
  @Inject private Secrets secrets;
  @Inject private Clock clock;

  /** A token that logs the user in once, within {@link #LIFETIME}. */
  public String issue(UserId user) {
    String token = "kl_" + secrets.next();
    tokens.insert(Secrets.digest(token), user, clock.instant().plus(LIFETIME));
    return token;
  }

  /** Whom the token logs in. The token is spent, whatever becomes of the log-in. */
  public Optional<UserId> redeem(String token) {
    return tokens.take(Secrets.digest(token), clock.instant());
  }
}
