package org.konsil.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.pki.Jwe;
import org.konsil.pki.Jws;
import org.konsil.pki.PkiException;

/** The relying party's part: exchanges a code for the ID token, and checks all that it says. */
@ApplicationScoped
class TokenRedemption {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final String CARD_AND_PIN = "gematik-ehealth-loa-high";

  @Inject private IdpSettings settings;
  @Inject private IdpHttp http;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  protected TokenRedemption() {}

  TokenRedemption(IdpSettings settings, IdpHttp http, Clock clock, SecureRandom random) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.random = random;
  }

  Institution redeem(Provider provider, LoginAttempt attempt, String code)
      throws LoginRefusedException {
    byte[] answer = http.post(provider.token(), form(provider, attempt, code)).body();
    try {
      ObjectNode claims = claims(Json.parseObject(answer), provider, attempt);
      check(claims, provider, attempt);
      return new Institution(
          claims.path("idNummer").asText(),
          claims.path("professionOID").asText(),
          claims.path("organizationName").asText());
    } catch (PkiException | MatrixException e) {
      throw new LoginRefusedException(LoginFailure.TOKEN_INVALID, e);
    }
  }

  private Map<String, String> form(Provider provider, LoginAttempt attempt, String code)
      throws LoginRefusedException {
    byte[] verifier =
        Json.bytes(
            Json.object()
                .put("token_key", UnpaddedBase64.encodeUrlSafe(attempt.tokenKey()))
                .put("code_verifier", attempt.codeVerifier()));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.redirectUri());
    form.put("client_id", settings.clientId());
    form.put(
        "key_verifier",
        Jwe.encrypt(verifier, Json.object().put("cty", "JSON"), provider.encryptionKey(), random));
    return form;
  }

  private static ObjectNode claims(ObjectNode answer, Provider provider, LoginAttempt attempt)
      throws PkiException {
    byte[] content = Jwe.decrypt(answer.path("id_token").asText(), attempt.tokenKey());
    Jws jws = Jws.parse(Json.parseObject(content).path("njwt").asText());
    jws.requireSignedBy(provider.signingKey());
    return jws.payload();
  }

  private void check(ObjectNode claims, Provider provider, LoginAttempt attempt)
      throws LoginRefusedException {
    Instant now = clock.instant();
    Instant from = Instant.ofEpochSecond(claims.path("iat").asLong());
    Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
    require(
        claims.path("iss").asText().equals(provider.issuer())
            && claims.path("aud").asText().equals(settings.clientId()),
        LoginFailure.TOKEN_AUDIENCE);
    require(claims.path("nonce").asText().equals(attempt.nonce()), LoginFailure.TOKEN_NONCE);
    require(
        end.isAfter(now) && !from.isAfter(now.plus(SKEW)) && !end.isAfter(from.plus(LONGEST)),
        LoginFailure.TOKEN_EXPIRED);
    require(
        claims.path("acr").asText().equals(CARD_AND_PIN)
            && says(claims.path("amr"), "sc")
            && says(claims.path("amr"), "pin"),
        LoginFailure.TOKEN_WEAK);
    require(
        settings.professions().contains(claims.path("professionOID").asText()),
        LoginFailure.PROFESSION);
    require(!claims.path("idNummer").asText().isEmpty(), LoginFailure.TOKEN_INVALID);
  }

  private static boolean says(JsonNode list, String word) {
    return StreamSupport.stream(list.spliterator(), false)
        .anyMatch(one -> one.asText().equals(word));
  }

  private static void require(boolean right, LoginFailure failure) throws LoginRefusedException {
    if (!right) {
      throw new LoginRefusedException(failure);
    }
  }
}
