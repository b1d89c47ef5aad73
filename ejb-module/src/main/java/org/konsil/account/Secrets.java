package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

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
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * SHA-256 in hexadecimal. Enough for secrets of 256 random bits, which cannot be guessed from
   * their digest; passwords need {@link PasswordHashing}.
   */
  public static String digest(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
