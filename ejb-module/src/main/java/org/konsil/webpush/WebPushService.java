package org.konsil.webpush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import org.konsil.config.KonsilConfig;
import org.konsil.core.json.Json;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/** Sends encrypted messages to browsers by way of their makers' push services. */
@Stateless
public class WebPushService {
  /** Whom a push service may turn to (RFC 8292, 2.1) when no public address is configured. */
  private static final String NOBODY = "https://localhost";

  /** Push services take at most 24 hours. */
  private static final Duration TOKEN_VALID = Duration.ofHours(12);

  /** How long a push service keeps a message for a browser that is off. */
  private static final Duration KEPT = Duration.ofHours(24);

  @Inject private VapidKeyStore keys;
  @Inject private OutgoingHttp http;
  @Inject private KonsilConfig config;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  public WebPushService() {}

  WebPushService(
      VapidKeyStore keys,
      OutgoingHttp http,
      KonsilConfig config,
      SecureRandom random,
      Clock clock) {
    this.keys = keys;
    this.http = http;
    this.config = config;
    this.random = random;
    this.clock = clock;
  }

  /** What a browser needs to subscribe (applicationServerKey), as base64url. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public String publicKey() {
    return UnpaddedBase64.encodeUrlSafe(key().publicKey());
  }

  /**
   * Sends a message; 201 is success, 404 and 410 mean that the subscription is no more (RFC 8030).
   *
   * @throws IOException when the push service cannot or must not be reached, or the keys are none
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public HttpAnswer send(Subscription subscription, byte[] message, boolean urgent)
      throws IOException {
    try {
      byte[] salt = new byte[MessageEncryption.SALT_BYTES];
      random.nextBytes(salt);
      byte[] body = MessageEncryption.encrypt(message, subscription, P256.generate(random), salt);
      return http.send(
          OutgoingRequest.post(subscription.endpoint(), body)
              .header("Content-Type", "application/octet-stream")
              .header("Content-Encoding", "aes128gcm")
              .header("TTL", Long.toString(KEPT.toSeconds()))
              .header("Urgency", urgent ? "high" : "normal")
              .header("Authorization", authorization(subscription.endpoint())));
    } catch (GeneralSecurityException e) {
      throw new IOException("the subscription's keys are none", e);
    }
  }

  /**
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8292#section-3">RFC 8292, 3</a>
   */
  private String authorization(URI endpoint) throws GeneralSecurityException {
    VapidKeyStore.StoredKey key = key();
    ObjectNode claims = Json.object();
    claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    claims.put("exp", clock.instant().plus(TOKEN_VALID).getEpochSecond());
    claims.put("sub", config.publicUrl().orElse(NOBODY));
    ObjectNode header = Json.object().put("typ", "JWT").put("alg", "ES256");
    String input = encoded(header) + "." + encoded(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(P256.privateKey(key.privateKey()), random);
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    String token = input + "." + UnpaddedBase64.encodeUrlSafe(signature.sign());
    return "vapid t=" + token + ", k=" + UnpaddedBase64.encodeUrlSafe(key.publicKey());
  }

  private VapidKeyStore.StoredKey key() {
    return keys.find()
        .orElseGet(
            () -> {
              keys.insert(newKey(), clock.instant());
              return keys.find().orElseThrow();
            });
  }

  private VapidKeyStore.StoredKey newKey() {
    try {
      KeyPair pair = P256.generate(random);
      BigInteger scalar = ((ECPrivateKey) pair.getPrivate()).getS();
      return new VapidKeyStore.StoredKey(
          scalar.toByteArray(), P256.encoded((ECPublicKey) pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private static String encoded(ObjectNode json) {
    return UnpaddedBase64.encodeUrlSafe(Json.bytes(json));
  }
}
