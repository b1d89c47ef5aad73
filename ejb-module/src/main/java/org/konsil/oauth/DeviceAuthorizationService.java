package org.konsil.oauth;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.konsil.account.LoginAttempts;
import org.konsil.account.Secrets;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.oauth.DeviceCodeStore.DeviceCode;

/**
 * Lets clients sign in that have no browser: they show a short code, which their user types on our
 * page, on any device.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#device-authorisation-flow">Device
 *     authorisation flow</a>
 */
@Stateless
public class DeviceAuthorizationService {
  static final Duration LIFETIME = Duration.ofMinutes(15);
  static final Duration POLL_EVERY = Duration.ofSeconds(5);

  /** No vowels, so no words; nothing that looks like a digit. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final int HALF = 4;

  @Inject private ClientRegistrationService clients;
  @Inject private DeviceCodeStore codes;
  @Inject private LoginAttempts attempts;
  @Inject private Secrets secrets;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  /**
   * Begins.
   *
   * @param page where the user types the code
   * @throws OAuthException invalid_client, unauthorized_client, invalid_scope
   * @throws MatrixException M_LIMIT_EXCEEDED
   */
  public DeviceAuthorization begin(Parameters form, String page, String remoteAddress) {
    attempts.take("oauth device", remoteAddress);
    OAuthClient client = clients.get(form.get("client_id"));
    client.requireGrant(ClientMetadata.DEVICE_CODE);
    Scope scope =
        Scope.parse(form.get("scope"))
            .orElseThrow(
                () ->
                    new OAuthException(
                        "invalid_scope", "The scope must be the API and exactly one device"));
    String deviceCode = "kd_" + secrets.next();
    String userCode = newUserCode();
    Instant now = clock.instant();
    codes.insert(
        Secrets.digest(deviceCode),
        Secrets.digest(userCode),
        client.id(),
        scope.deviceId(),
        POLL_EVERY,
        now,
        now.plus(LIFETIME));
    return new DeviceAuthorization(
        deviceCode,
        userCode,
        page,
        page + "?user_code=" + userCode,
        LIFETIME.toSeconds(),
        POLL_EVERY.toSeconds());
  }

  /**
   * The client that shows this code, as typed; empty when none does.
   *
   * @throws MatrixException M_LIMIT_EXCEEDED for who guesses
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<OAuthClient> find(String userCode, String remoteAddress) {
    attempts.take("oauth user code", remoteAddress);
    return pending(userCode).map(code -> clients.get(code.clientId()));
  }

  /** The user, who has just signed in on our page, lets the client in. False: it is too late. */
  public boolean allow(String userCode, UserId user) {
    return pending(userCode)
        .filter(code -> codes.decide(code.hash(), DeviceCodeStore.ALLOWED, Optional.of(user)))
        .isPresent();
  }

  /** The user does not let the client in. */
  public void deny(String userCode) {
    pending(userCode)
        .ifPresent(code -> codes.decide(code.hash(), DeviceCodeStore.DENIED, Optional.empty()));
  }

  private Optional<DeviceCode> pending(String userCode) {
    return codes.findPending(Secrets.digest(normal(userCode)), clock.instant());
  }

  /** People may leave out the dash or write small letters. */
  private static String normal(String typed) {
    String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    return letters.length() == 2 * HALF
        ? letters.substring(0, HALF) + "-" + letters.substring(HALF)
        : letters;
  }

  private String newUserCode() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.insert(HALF, '-').toString();
  }
}
