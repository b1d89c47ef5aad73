package org.konsil.sandbox.idp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.Jwe;
import org.konsil.sandbox.pki.JwsSigner;
import org.konsil.sandbox.pki.TiAuthority;

/** The provider's keys: of discovery, of tokens, and the one to encrypt to. */
final class IdpKeys {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CURVE = "brainpoolP256r1";
  private static final Duration DAY = Duration.ofDays(1);

  private final Clock clock;
  private final Identity discovery;
  private final Identity strangersDiscovery;
  private final Identity token;
  private final Identity strangersToken;
  private final Identity encryption;
  private volatile IdpForgery forgery = IdpForgery.NONE;

  IdpKeys(TiAuthority authority, String responder, Clock clock, SecureRandom random) {
    this.clock = clock;
    Instant end = clock.instant().plus(Duration.ofDays(365));
    TiAuthority stranger = new TiAuthority(clock, random);
    discovery = authority.signer("Sandbox IDP Discovery", CURVE, end, responder);
    token = authority.signer("Sandbox IDP Token", CURVE, end, responder);
    encryption = authority.signer("Sandbox IDP Encryption", CURVE, end, responder);
    strangersDiscovery = stranger.signer("Sandbox IDP Discovery", CURVE, end, responder);
    strangersToken = authority.signer("Sandbox IDP Other", CURVE, end, responder);
  }

  void forge(IdpForgery how) {
    forgery = how;
  }

  PrivateKey decryption() {
    return encryption.key();
  }

  String sign(ObjectNode payload, boolean forged) {
    ObjectNode header =
        JSON.createObjectNode().put("alg", "BP256R1").put("typ", "JWT").put("kid", "puk_idp_sig");
    return JwsSigner.sign(header, payload, forged ? strangersToken : token);
  }

  ObjectNode signing() {
    ObjectNode jwk = Jwe.jwk(token.certificate().getPublicKey(), "puk_idp_sig", "sig");
    try {
      jwk.withArray("x5c")
          .add(Base64.getEncoder().encodeToString(token.certificate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return jwk;
  }

  ObjectNode encryption() {
    return Jwe.jwk(encryption.certificate().getPublicKey(), "puk_idp_enc", "enc");
  }

  String discovery(String address) {
    Instant now = clock.instant();
    if (forgery == IdpForgery.DISCOVERY_EXPIRED) {
      now = now.minus(DAY).minus(DAY);
    }
    ObjectNode document =
        JSON.createObjectNode()
            .put("issuer", address)
            .put("authorization_endpoint", address + "/auth")
            .put("token_endpoint", address + "/token")
            .put("uri_disc", address + "/.well-known/openid-configuration")
            .put("uri_puk_idp_sig", address + "/certs/uri_puk_idp_sig")
            .put("uri_puk_idp_enc", address + "/certs/uri_puk_idp_enc")
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(DAY).getEpochSecond());
    Identity signer = forgery == IdpForgery.OTHER_ROOT ? strangersDiscovery : discovery;
    String jws = JwsSigner.sign(document, signer, List.of(signer.certificate()), "BP256R1");
    return forgery == IdpForgery.DISCOVERY_CHANGED ? changed(jws) : jws;
  }

  private static String changed(String jws) {
    String[] parts = jws.split("\\.");
    String document = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    byte[] other = document.replace("/token", "/tokem").getBytes(StandardCharsets.UTF_8);
    parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(other);
    return String.join(".", parts);
  }
}
