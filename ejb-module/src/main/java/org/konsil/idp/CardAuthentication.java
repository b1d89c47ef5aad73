package org.konsil.idp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.konnektor.card.CardRefusedException;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.konnektor.card.SigningCard;
import org.konsil.pki.Certificates;
import org.konsil.pki.Jwe;
import org.konsil.pki.Jws;
import org.konsil.pki.JwsSigning;
import org.konsil.pki.OcspService;
import org.konsil.pki.PkiException;
import org.konsil.pki.TiRoots;

/**
 * The authenticator's part: has the provider's challenge signed by a card through the Konnektor and
 * exchanges it for a code. Checks the challenge before, and the card's certificate, so that an
 * administrator hears what is wrong with it.
 */
@ApplicationScoped
class CardAuthentication {
  @Inject private IdpSettings settings;
  @Inject private IdpHttp http;
  @Inject private CardSigningService cards;
  @Inject private OcspService ocsp;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  protected CardAuthentication() {}

  CardAuthentication(
      IdpSettings settings,
      IdpHttp http,
      CardSigningService cards,
      OcspService ocsp,
      Clock clock,
      SecureRandom random) {
    this.settings = settings;
    this.http = http;
    this.cards = cards;
    this.ocsp = ocsp;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Where the provider sends whoever asked, once the card has signed its challenge.
   *
   * @param question of a party that relies on the provider, at the provider's address
   */
  String answer(Provider provider, URI question, SigningCard card) throws LoginRefusedException {
    requireGood(card);
    String challenge = challenge(provider, question);
    String encrypted =
        Jwe.encrypt(
            njwt(signed(challenge, card)), header(challenge), provider.encryptionKey(), random);
    return http.post(provider.authorization(), Map.of("signed_challenge", encrypted))
        .header("location")
        .orElse("");
  }

  private void requireGood(SigningCard card) throws LoginRefusedException {
    TiRoots roots = settings.roots();
    try {
      X509Certificate certificate = Certificates.read(card.certificate());
      List<X509Certificate> path = roots.path(List.of(certificate), clock.instant());
      ocsp.requireGood(path.get(0), path.get(1), roots);
    } catch (PkiException e) {
      throw new LoginRefusedException(
          switch (e.reason()) {
            case REVOKED -> LoginFailure.CARD_REVOKED;
            case UNCHECKED -> LoginFailure.CARD_UNCHECKED;
            default -> LoginFailure.CARD_UNTRUSTED;
          },
          e);
    }
  }

  private String challenge(Provider provider, URI question) throws LoginRefusedException {
    Map<String, String> asked = IdpHttp.query(question);
    try {
      String challenge = Json.parseObject(http.get(question)).path("challenge").asText();
      Jws jws = Jws.parse(challenge);
      jws.requireSignedBy(provider.signingKey());
      ObjectNode said = jws.payload();
      if (!said.path("token_type").asText().equals("challenge")
          || !said.path("iss").asText().equals(provider.issuer())
          || !said.path("code_challenge").asText().equals(asked.get("code_challenge"))
          || !said.path("state").asText().equals(asked.get("state"))) {
        throw new LoginRefusedException(LoginFailure.CHALLENGE_INVALID);
      }
      if (!Instant.ofEpochSecond(said.path("exp").asLong()).isAfter(clock.instant())) {
        throw new LoginRefusedException(LoginFailure.CHALLENGE_EXPIRED);
      }
      return challenge;
    } catch (PkiException | MatrixException e) {
      throw new LoginRefusedException(LoginFailure.CHALLENGE_INVALID, e);
    }
  }

  private String signed(String challenge, SigningCard card) throws LoginRefusedException {
    ObjectNode header = Json.object().put("typ", "JWT").put("cty", "NJWT");
    header.withArray("x5c").add(Base64.getEncoder().encodeToString(card.certificate()));
    try {
      return JwsSigning.sign(
          header,
          Json.object().put("njwt", challenge),
          (JwsSigning.Key<CardRefusedException>) hash -> cards.sign(card, hash));
    } catch (CardRefusedException e) {
      throw new LoginRefusedException(LoginFailure.of(e.refusal()), e);
    } catch (PkiException e) {
      throw new LoginRefusedException(LoginFailure.KONNEKTOR_FAULT, e);
    }
  }

  /** The challenge's end goes along in the open, as the provider wants it. */
  private static ObjectNode header(String challenge) throws LoginRefusedException {
    try {
      return Json.object()
          .put("cty", "NJWT")
          .put("exp", Jws.parse(challenge).payload().path("exp").asLong());
    } catch (PkiException e) {
      throw new LoginRefusedException(LoginFailure.CHALLENGE_INVALID, e);
    }
  }

  private static byte[] njwt(String jws) {
    return Json.object().put("njwt", jws).toString().getBytes(StandardCharsets.UTF_8);
  }
}
