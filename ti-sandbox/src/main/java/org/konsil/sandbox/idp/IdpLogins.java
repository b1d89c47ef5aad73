package org.konsil.sandbox.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.konsil.sandbox.directory.CardLogins;
import org.konsil.sandbox.pki.Jwe;
import org.konsil.sandbox.pki.OcspResponder;
import org.konsil.sandbox.pki.TiAuthority;

/** Logins from the first question to the token. */
final class IdpLogins {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLIENT = "konsil";

  /** The directory, as another party that relies on the provider. */
  private static final String DIRECTORY = "vzd";

  private static final Map<String, String> SCOPES =
      Map.of(CLIENT, "ti-messenger", DIRECTORY, "fhir-vzd");
  private static final Duration CHALLENGE = Duration.ofMinutes(3);
  private static final Duration TOKEN = Duration.ofMinutes(5);

  private final IdpKeys keys;
  private final TiAuthority authority;
  private final OcspResponder responder;
  private final String issuer;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Login> byChallenge = new ConcurrentHashMap<>();
  private final Map<String, Login> byCode = new ConcurrentHashMap<>();

  private record Login(Map<String, String> asked, Instant end, CardLogin card) {}

  IdpLogins(
      IdpKeys keys,
      TiAuthority authority,
      OcspResponder responder,
      String issuer,
      Clock clock,
      SecureRandom random) {
    this.keys = keys;
    this.authority = authority;
    this.responder = responder;
    this.issuer = issuer;
    this.clock = clock;
    this.random = random;
  }

  ObjectNode challenge(Map<String, String> asked, IdpForgery forgery) {
    String scope = SCOPES.get(asked.getOrDefault("client_id", ""));
    if (scope == null) {
      throw new IdpRefusal("client_id ist ungültig");
    }
    if (!"code".equals(asked.get("response_type"))
        || !"S256".equals(asked.get("code_challenge_method"))
        || !asked.getOrDefault("scope", "").contains("openid")
        || !asked.getOrDefault("scope", "").contains(scope)) {
      throw new IdpRefusal("Parameter sind ungültig");
    }
    Instant now = clock.instant();
    Instant end = now.plus(CHALLENGE);
    if (forgery == IdpForgery.CHALLENGE_EXPIRED) {
      end = now.minusSeconds(1);
    }
    ObjectNode payload = JSON.createObjectNode();
    asked.forEach(payload::put);
    if (forgery == IdpForgery.CHALLENGE_OTHER) {
      payload.put("code_challenge", "another");
    }
    payload
        .put("iss", issuer)
        .put("token_type", "challenge")
        .put("jti", UUID.randomUUID().toString())
        .put("iat", now.getEpochSecond())
        .put("exp", end.getEpochSecond());
    String challenge = keys.sign(payload, forgery == IdpForgery.CHALLENGE_SIGNATURE);
    byChallenge.put(challenge, new Login(asked, end, null));
    ObjectNode answer = JSON.createObjectNode().put("challenge", challenge);
    answer.putObject("user_consent").putObject("requested_scopes").put(scope, "Zugriff");
    return answer;
  }

  /** Where to go on after the card has signed. */
  String signed(String encrypted, IdpForgery forgery) {
    try {
      Jwe.Opened opened = Jwe.open(encrypted, keys.decryption());
      CardLogin card = CardLogin.read(opened.content().path("njwt").asText());
      Login login = byChallenge.remove(card.challenge());
      if (login == null
          || login.end().isBefore(clock.instant())
          || opened.header().path("exp").asLong() != login.end().getEpochSecond()) {
        throw new IdpRefusal("Challenge ist abgelaufen");
      }
      card.certificate().verify(authority.authority().getPublicKey(), new BouncyCastleProvider());
      if (responder.isRevoked(card.certificate())) {
        throw new IdpRefusal("Das Zertifikat ist gesperrt");
      }
      String code = UUID.randomUUID().toString();
      byCode.put(code, new Login(login.asked(), clock.instant().plusSeconds(60), card));
      String state =
          forgery == IdpForgery.OTHER_STATE ? "another" : login.asked().getOrDefault("state", "");
      String back =
          forgery == IdpForgery.OTHER_REDIRECT
              ? "http://127.0.0.1:1/elsewhere"
              : login.asked().get("redirect_uri");
      return back + "?code=" + code + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IdpRefusal("Die Signatur ist ungültig");
    }
  }

  /** What the directory learns by redeeming a code. */
  Optional<CardLogins.Holder> redeem(String code, String redirectUri) {
    return Optional.ofNullable(byCode.remove(code == null ? "" : code))
        .filter(login -> DIRECTORY.equals(login.asked().get("client_id")))
        .filter(login -> login.asked().get("redirect_uri").equals(redirectUri))
        .filter(login -> !login.end().isBefore(clock.instant()))
        .map(login -> new CardLogins.Holder(login.card().telematikId(), login.card().holder()));
  }

  ObjectNode token(Map<String, String> form, IdpForgery forgery) {
    Login login = byCode.remove(form.getOrDefault("code", ""));
    if (login == null
        || login.end().isBefore(clock.instant())
        || !CLIENT.equals(form.get("client_id"))
        || !"authorization_code".equals(form.get("grant_type"))
        || !login.asked().get("redirect_uri").equals(form.get("redirect_uri"))) {
      throw new IdpRefusal("Der Code ist ungültig");
    }
    try {
      JsonNode verifier =
          Jwe.open(form.getOrDefault("key_verifier", ""), keys.decryption()).content();
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.path("code_verifier").asText().getBytes(StandardCharsets.US_ASCII));
      if (!Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest)
          .equals(login.asked().get("code_challenge"))) {
        throw new IdpRefusal("Der code_verifier ist falsch");
      }
      byte[] key =
          forgery == IdpForgery.TOKEN_KEY
              ? new byte[32]
              : Base64.getUrlDecoder().decode(verifier.path("token_key").asText());
      String idToken = keys.sign(claims(login, forgery), forgery == IdpForgery.TOKEN_SIGNATURE);
      return JSON.createObjectNode()
          .put("expires_in", TOKEN.toSeconds())
          .put("token_type", "Bearer")
          .put("id_token", Jwe.seal(idToken, key, random))
          .put("access_token", Jwe.seal(keys.sign(JSON.createObjectNode(), false), key, random));
    } catch (GeneralSecurityException e) {
      throw new IdpRefusal("key_verifier ist ungültig");
    }
  }

  private ObjectNode claims(Login login, IdpForgery forgery) {
    Instant from = clock.instant();
    Duration life = TOKEN;
    if (forgery == IdpForgery.TOKEN_EXPIRED) {
      from = from.minus(Duration.ofHours(2));
    } else if (forgery == IdpForgery.TOKEN_LONG) {
      life = Duration.ofHours(25);
    }
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", forgery == IdpForgery.TOKEN_ISSUER ? "http://another" : issuer)
            .put("aud", forgery == IdpForgery.TOKEN_AUDIENCE ? "another" : CLIENT)
            .put(
                "nonce", forgery == IdpForgery.TOKEN_NONCE ? "another" : login.asked().get("nonce"))
            .put("acr", forgery == IdpForgery.TOKEN_WEAK ? "low" : "gematik-ehealth-loa-high")
            .put("idNummer", login.card().telematikId())
            .put("professionOID", login.card().professionOid())
            .put("organizationName", login.card().holder())
            .put("iat", from.getEpochSecond())
            .put("exp", from.plus(life).getEpochSecond());
    claims.withArray("amr").add("mfa").add("sc").add("pin");
    return claims;
  }
}
