package org.konsil.core.signing;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 without padding, the way the protocol writes bytes.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#unpadded-base64">Unpadded Base64</a>
 */
public final class UnpaddedBase64 {
  private static final Base64.Encoder STANDARD = Base64.getEncoder().withoutPadding();
  private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();

  private UnpaddedBase64() {}

  public static String encode(byte[] bytes) {
    return STANDARD.encodeToString(bytes);
  }

  public static String encodeUrlSafe(byte[] bytes) {
    return URL_SAFE.encodeToString(bytes);
  }

  /** The bytes, with or without padding, in the standard or the URL-safe alphabet. */
  public static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
