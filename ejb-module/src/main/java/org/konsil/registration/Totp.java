package org.konsil.registration;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes that change every 30 seconds (RFC 6238 with SHA-1 and six digits, which is what
 * authenticator apps know).
 */
final class Totp {
  static final int SECRET_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /**
   * The step of a right code; one step early or late counts too.
   *
   * @param after the last step that was used: a code counts once
   */
  static OptionalLong step(byte[] secret, String code, Instant now, long after) {
    String digits = code == null ? "" : code.replace(" ", "");
    long current = now.getEpochSecond() / STEP_SECONDS;
    for (long step = Math.max(current - 1, after + 1); step <= current + 1; step++) {
      if (code(secret, step).equals(digits)) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return String.format("%06d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /** As people type it into an app. */
  static String text(byte[] secret) {
    return Base32.toBase32String(secret).replace("=", "");
  }
}
