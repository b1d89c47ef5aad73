package org.konsil.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/** One-time tokens for the log-in type m.login.token. */
@Stateless
public class LoginTokenService {
  /** How long a token can be used. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  @Inject private LoginTokenStore tokens;
  @Inject private Secrets secrets;
  @Inject private Clock clock;
  @Inject private UiaService uia;
  @Inject private KonsilConfig config;

  /**
   * A token for another client of the caller's, once the caller has proved who it is. A TI-M
   * service does not have the operation.
   *
   * @param auth the proof, null at the first call
   * @throws UiaRequiredException what is still to be proved
   * @throws MatrixException M_UNRECOGNIZED under the TI-M policy
   */
  public String generate(Requester requester, ObjectNode auth) {
    if (config.timPolicy()) {
      throw MatrixException.unrecognized("Unrecognized request");
    }
    uia.require(requester, "login token", auth);
    return issue(requester.user());
  }

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
