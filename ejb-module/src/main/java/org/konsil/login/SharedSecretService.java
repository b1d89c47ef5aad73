package org.konsil.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.account.AccountService;
import org.konsil.account.Secrets;
import org.konsil.account.SessionService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Accounts for whoever holds the installation's shared secret ({@code
 * konsil.registration.sharedSecret}), for set-up and tests, as Synapse documents it: the client
 * fetches a nonce, and proves the secret with an HMAC over nonce, name, password and role. A nonce
 * is good for one minute, once, on the node that gave it.
 *
 * @see <a
 *     href="https://element-hq.github.io/synapse/latest/admin_api/register_api.html">Shared-secret
 *     registration</a>
 */
@ApplicationScoped
public class SharedSecretService {
  private static final Duration NONCE_LIFETIME = Duration.ofMinutes(1);
  private static final int NONCES = 10_000;

  private final Cache<String, Boolean> nonces =
      Caffeine.newBuilder().expireAfterWrite(NONCE_LIFETIME).maximumSize(NONCES).build();

  @Inject private KonsilConfig config;
  @Inject private Secrets secrets;
  @Inject private AccountService accounts;
  @Inject private SessionService sessions;

  /**
   * @throws MatrixException M_UNRECOGNIZED when no shared secret is configured
   */
  public String nonce() {
    secret();
    String nonce = secrets.next();
    nonces.put(nonce, Boolean.TRUE);
    return nonce;
  }

  /**
   * Makes the account and opens a session of it.
   *
   * @throws MatrixException M_UNRECOGNIZED, M_FORBIDDEN for a wrong MAC, M_USER_IN_USE
   */
  @Transactional
  public LoginResponse register(ServerName domain, SharedSecretRegistration request) {
    byte[] secret = secret().getBytes(StandardCharsets.UTF_8);
    requireComplete(request);
    if (nonces.asMap().remove(request.nonce()) == null) {
      throw MatrixException.unknown("unrecognised nonce");
    }
    byte[] given = request.mac().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(mac(secret, request).getBytes(StandardCharsets.UTF_8), given)) {
      throw MatrixException.forbidden("HMAC incorrect");
    }
    UserId user = UserId.of(request.username().toLowerCase(Locale.ROOT), domain);
    accounts.create(
        user,
        Optional.of(request.password()),
        Optional.ofNullable(request.displayname()),
        request.admin());
    if (request.inhibitLogin()) {
      return new LoginResponse(user.value(), domain.value(), null, null);
    }
    SessionService.Session session = sessions.open(user, Optional.empty(), Optional.empty(), false);
    return new LoginResponse(user.value(), domain.value(), session.deviceId(), session.tokens());
  }

  static String mac(byte[] secret, SharedSecretRegistration request) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      String text =
          String.join(
              "\0",
              request.nonce(),
              request.username(),
              request.password(),
              request.admin() ? "admin" : "notadmin");
      mac.update(text.getBytes(StandardCharsets.UTF_8));
      if (request.userType() != null) {
        mac.update(("\0" + request.userType()).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  private static void requireComplete(SharedSecretRegistration request) {
    if (request.nonce() == null) {
      throw MatrixException.missingParam("nonce must be specified");
    }
    if (request.username() == null || request.password() == null || request.mac() == null) {
      throw MatrixException.missingParam("username, password and mac must be specified");
    }
  }

  private String secret() {
    return config
        .registrationSharedSecret()
        .orElseThrow(() -> MatrixException.unrecognized("Unrecognized request"));
  }
}
