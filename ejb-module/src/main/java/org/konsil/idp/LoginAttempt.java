package org.konsil.idp;

import java.security.SecureRandom;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.pki.Jwe;

/**
 * The secrets of one login.
 *
 * @param state by which the answer is known as ours
 * @param nonce by which the token is known as ours
 * @param codeVerifier whose hash the provider gets first (PKCE)
 * @param tokenKey under which the provider encrypts the token
 */
public record LoginAttempt(String state, String nonce, String codeVerifier, byte[] tokenKey) {
  private static final int SECRET_BYTES = 32;

  static LoginAttempt next(SecureRandom random) {
    byte[] key = new byte[Jwe.KEY_BYTES];
    random.nextBytes(key);
    return new LoginAttempt(secret(random), secret(random), secret(random), key);
  }

  @Override
  public String toString() {
    return "LoginAttempt";
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return UnpaddedBase64.encodeUrlSafe(bytes);
  }
}
