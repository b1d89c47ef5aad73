package org.konsil.webpush;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser has told of itself (W3C Push API, PushSubscription).
 *
 * @param endpoint at its maker's push service
 * @param key its public key, p256dh, an uncompressed point of P-256
 * @param auth the secret that it shares with us, 16 bytes
 */
public record Subscription(URI endpoint, byte[] key, byte[] auth) {

  /** From the texts that a browser gives, keys as base64url; empty when one of them is none. */
  public static Optional<Subscription> parse(String endpoint, String key, String auth) {
    try {
      URI uri = new URI(endpoint);
      byte[] point = Base64.getUrlDecoder().decode(key);
      byte[] secret = Base64.getUrlDecoder().decode(auth);
      boolean whole =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && point.length == P256.PUBLIC_BYTES
              && secret.length == MessageEncryption.AUTH_BYTES;
      return whole ? Optional.of(new Subscription(uri, point, secret)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
