package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.konsil.core.signing.Sha256;
import org.konsil.core.signing.UnpaddedBase64;

/** Makes unguessable strings, and the digests under which they are stored. */
@ApplicationScoped
public class Secrets {
  private static final int BYTES = 32;

  private SecureRandom random;

  Secrets() {}

  @Inject
  Secrets(SecureRandom random) {
    this.random = random;
  }

  /** 256 random bits as 43 URL-safe characters. */
  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return UnpaddedBase64.encodeUrlSafe(bytes);
  }

  /**
   * SHA-256 in hexadecimal. Enough for secrets of 256 random bits, which cannot be guessed from
   * their digest; passwords need {@link PasswordHashing}.
   */
  public static String digest(String secret) {
    return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
  }
}
