package org.konsil.idp;

import java.nio.charset.StandardCharsets;
import org.konsil.core.signing.Sha256;

/** Proof key for code exchange (RFC 7636), method S256. */
final class Pkce {
  private Pkce() {}

  static String challenge(String verifier) {
    return Sha256.base64Url(verifier.getBytes(StandardCharsets.US_ASCII));
  }
}
