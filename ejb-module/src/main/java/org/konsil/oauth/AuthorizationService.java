package org.konsil.oauth;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.konsil.account.Secrets;
import org.konsil.config.KonsilConfig;
import org.konsil.config.KonsilConfig.Registration;
import org.konsil.core.id.UserId;

/**
 * The authorization endpoint: checks what a client asks for and, once its user has signed in on our
 * page, makes the code that the client exchanges for tokens.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#authorisation-code-flow">
 *     Authorisation code flow</a>
 */
@Stateless
public class AuthorizationService {
  /** How long a code can be exchanged. */
  static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  @Inject private ClientRegistrationService clients;
  @Inject private CodeStore codes;
  @Inject private Secrets secrets;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  /**
   * Checks a request.
   *
   * @throws OAuthException without a redirect when client or redirect URI are not registered, which
   *     the user has to be told; else with the redirect by which the client learns it
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public AuthorizationRequest check(Parameters query) {
    OAuthClient client = clients.get(query.get("client_id"));
    String redirectUri = query.require("redirect_uri");
    if (!client.isRedirect(redirectUri)) {
      throw OAuthException.invalidRequest("The redirect URI is not one of the client's");
    }
    String mode = query.get("response_mode");
    Callback callback = new Callback(redirectUri, "fragment".equals(mode), query.get("state"));
    if (mode != null && !Set.of("query", "fragment").contains(mode)) {
      throw callback.refused("invalid_request", "response_mode must be query or fragment");
    }
    if (!"code".equals(query.get("response_type"))) {
      throw callback.refused("unsupported_response_type", "response_type must be code");
    }
    if (!client.metadata().grantTypes().contains(ClientMetadata.AUTHORIZATION_CODE)
        || !client.metadata().responseTypes().contains("code")) {
      throw callback.refused("unauthorized_client", "The client is not registered for codes");
    }
    String challenge = query.get("code_challenge");
    if (!"S256".equals(query.get("code_challenge_method"))
        || challenge == null
        || !CHALLENGE.matcher(challenge).matches()) {
      throw callback.refused("invalid_request", "A code_challenge of the method S256 is required");
    }
    if ("none".equals(query.get("prompt"))) {
      throw callback.refused("login_required", "Users sign in anew for each client");
    }
    Scope scope =
        Scope.parse(query.get("scope"))
            .orElseThrow(
                () ->
                    callback.refused(
                        "invalid_scope", "The scope must be the API and exactly one device"));
    return new AuthorizationRequest(
        client,
        callback,
        scope.deviceId(),
        challenge,
        "create".equals(query.get("prompt")) && isRegistrationOffered());
  }

  /** Whether users may make accounts for themselves. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isRegistrationOffered() {
    return config.registration() != Registration.CLOSED;
  }

  /** Whether they need a registration token for it. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isRegistrationTokenNeeded() {
    return config.registration() == Registration.TOKEN;
  }

  /**
   * The user, who has just signed in on our page, lets the client in.
   *
   * @return where the browser has to go
   */
  public String allow(AuthorizationRequest request, UserId user) {
    String code = "kc_" + secrets.next();
    codes.insert(Secrets.digest(code), request, user, clock.instant().plus(CODE_LIFETIME));
    return request.callback().withCode(code);
  }

  /**
   * The user does not let the client in.
   *
   * @return where the browser has to go
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public String deny(AuthorizationRequest request) {
    return request.callback().refused("access_denied", "The user refused").redirect().orElseThrow();
  }
}
