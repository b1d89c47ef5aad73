package org.konsil.webpush;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts one message for one browser: content coding aes128gcm in a single record.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8291">RFC 8291</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8188">RFC 8188</a>
 */
final class MessageEncryption {
  static final int SALT_BYTES = 16;
  static final int AUTH_BYTES = 16;
  private static final int RECORD_BYTES = 4096;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private MessageEncryption() {}

  /**
   * @param own a fresh key pair, for this message alone
   * @param salt {@value #SALT_BYTES} random bytes
   * @throws GeneralSecurityException when the subscription's keys are none
   */
  static byte[] encrypt(byte[] message, Subscription subscription, KeyPair own, byte[] salt)
      throws GeneralSecurityException {
    byte[] ownPublic = P256.encoded((ECPublicKey) own.getPublic());
    byte[] shared = P256.agree(own.getPrivate(), P256.publicKey(subscription.key()));
    byte[] info =
        concat(bytes("WebPush: info"), new byte[1], subscription.key(), ownPublic, new byte[] {1});
    byte[] keyMaterial = hmac(hmac(subscription.auth(), shared), info);
    byte[] secret = hmac(salt, keyMaterial);
    byte[] key = expand(secret, "Content-Encoding: aes128gcm", 16);
    byte[] nonce = expand(secret, "Content-Encoding: nonce", 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    byte[] record = cipher.doFinal(concat(message, new byte[] {LAST_RECORD}));
    byte[] header =
        ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + P256.PUBLIC_BYTES)
            .put(salt)
            .putInt(RECORD_BYTES)
            .put((byte) P256.PUBLIC_BYTES)
            .put(ownPublic)
            .array();
    return concat(header, record);
  }

  /** HKDF's second step for at most 32 bytes. */
  private static byte[] expand(byte[] secret, String info, int length)
      throws GeneralSecurityException {
    return Arrays.copyOf(hmac(secret, concat(bytes(info), new byte[] {0, 1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
