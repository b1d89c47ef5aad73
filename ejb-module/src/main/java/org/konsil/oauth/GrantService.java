package org.konsil.oauth;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.konsil.account.AccountService;
import org.konsil.account.Secrets;
import org.konsil.account.SessionDevices;
import org.konsil.account.SessionService;
import org.konsil.account.SessionService.Session;
import org.konsil.core.id.UserId;
import org.konsil.core.signing.Sha256;
import org.konsil.oauth.CodeStore.Code;
import org.konsil.oauth.DeviceCodeStore.DeviceCode;

/** The grants, each in one transaction, and refused by value so that it commits what it ended. */
@Stateless
public class GrantService {
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  /** RFC 8628, 3.5. */
  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

  @Inject private ClientRegistrationService clients;
  @Inject private CodeStore codes;
  @Inject private DeviceCodeStore deviceCodes;
  @Inject private SessionService sessions;
  @Inject private SessionDevices devices;
  @Inject private AccountService accounts;
  @Inject private Clock clock;

  /** Tokens, or why there are none. */
  public record Outcome(Optional<TokenResponse> response, OAuthException refusal) {
    static Outcome of(TokenResponse response) {
      return new Outcome(Optional.of(response), null);
    }

    static Outcome refused(OAuthException refusal) {
      return new Outcome(Optional.empty(), refusal);
    }

    TokenResponse tokens() {
      return response.orElseThrow(() -> refusal);
    }
  }

  /** A code serves once, for its client and redirect URI, and for who can show the verifier. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Outcome byCode(OAuthClient client, Parameters form) {
    String hash = Secrets.digest(form.require("code"));
    String redirectUri = form.require("redirect_uri");
    String verifier = form.require("code_verifier");
    Code code = codes.lock(hash).filter(c -> c.clientId().equals(client.id())).orElse(null);
    if (code == null || !code.expiresAt().isAfter(clock.instant()) && !code.redeemed()) {
      return invalidGrant("The code is unknown or has expired");
    }
    if (code.redeemed()) {
      // RFC 6749, 4.1.2: one of the two who hold the code has stolen it
      devices.close(code.user(), code.deviceId());
      return invalidGrant("The code has been used");
    }
    codes.redeem(hash);
    if (!code.redirectUri().equals(redirectUri) || !fits(verifier, code.codeChallenge())) {
      return invalidGrant("Redirect URI or code verifier do not fit the code");
    }
    return open(client, code.user(), code.deviceId());
  }

  /** A device asks again and again until its user has decided. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Outcome byDeviceCode(OAuthClient client, Parameters form) {
    String hash = Secrets.digest(form.require("device_code"));
    DeviceCode code =
        deviceCodes.lock(hash).filter(c -> c.clientId().equals(client.id())).orElse(null);
    if (code == null) {
      return invalidGrant("The device code is unknown");
    }
    Instant now = clock.instant();
    if (!code.expiresAt().isAfter(now)) {
      return refused("expired_token", "The device code has expired");
    }
    if (code.nextPollAt().isAfter(now)) {
      Duration every = code.pollEvery().plus(SLOW_DOWN);
      deviceCodes.nextPoll(hash, every, now.plus(every));
      return refused("slow_down", "Poll less often");
    }
    deviceCodes.nextPoll(hash, code.pollEvery(), now.plus(code.pollEvery()));
    if (code.decision().equals(DeviceCodeStore.PENDING)) {
      return refused("authorization_pending", "The user has not decided yet");
    }
    deviceCodes.delete(hash);
    return code.user()
        .map(user -> open(client, user, code.deviceId()))
        .orElseGet(() -> refused("access_denied", "The user refused"));
  }

  /** A refresh token serves for its client; its successor replaces it. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Outcome byRefreshToken(OAuthClient client, Parameters form) {
    return sessions
        .exchange(form.require("refresh_token"), Optional.of(client.id()))
        .session()
        .map(session -> answer(client, session))
        .orElseGet(() -> invalidGrant("The refresh token is unknown or has been used"));
  }

  private Outcome open(OAuthClient client, UserId user, String deviceId) {
    if (accounts.find(user).filter(a -> !a.deactivated() && !a.locked()).isEmpty()) {
      return invalidGrant("The account cannot be used");
    }
    Optional<String> name = Optional.of(client.name());
    return answer(client, sessions.openForClient(client.id(), user, deviceId, name));
  }

  private Outcome answer(OAuthClient client, Session session) {
    clients.used(client);
    return Outcome.of(TokenResponse.of(session.tokens(), session.deviceId()));
  }

  private static boolean fits(String verifier, String challenge) {
    byte[] given =
        Sha256.base64Url(verifier.getBytes(StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.US_ASCII);
    return VERIFIER.matcher(verifier).matches()
        && MessageDigest.isEqual(given, challenge.getBytes(StandardCharsets.US_ASCII));
  }

  private static Outcome invalidGrant(String description) {
    return Outcome.refused(OAuthException.invalidGrant(description));
  }

  private static Outcome refused(String error, String description) {
    return Outcome.refused(new OAuthException(error, description));
  }
}
