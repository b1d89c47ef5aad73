package org.konsil.pki;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;
import org.konsil.core.signing.UnpaddedBase64;

/**
 * The two kinds of JWE (RFC 7516) that the TI's identity provider takes and gives: to a key on
 * brainpoolP256r1 (ECDH-ES), and under a key that both sides have (dir); content by A256GCM.
 */
public final class Jwe {
  public static final int KEY_BYTES = 32;

  private static final String CONTENT = "A256GCM";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int PARTS = 5;

  private Jwe() {}

  /**
   * Encrypts to a key.
   *
   * @param header further header parameters, such as {@code cty} and {@code exp}
   */
  public static String encrypt(
      byte[] content, ObjectNode header, PublicKey recipient, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
      generator.initialize(new ECGenParameterSpec(JsonWebKey.CURVE), random);
      KeyPair ephemeral = generator.generateKeyPair();
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH", BouncyCastle.PROVIDER);
      agreement.init(ephemeral.getPrivate());
      agreement.doPhase(recipient, true);
      ObjectNode full = header.deepCopy().put("alg", "ECDH-ES").put("enc", CONTENT);
      full.set("epk", JsonWebKey.write((ECPublicKey) ephemeral.getPublic()));
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      String protectedHeader = encoded(Json.bytes(full));
      byte[] sealed =
          cipher(
                  Cipher.ENCRYPT_MODE,
                  derived(agreement.generateSecret()),
                  nonce,
                  ascii(protectedHeader))
              .doFinal(content);
      int end = sealed.length - TAG_BYTES;
      return String.join(
          ".",
          protectedHeader,
          "",
          encoded(nonce),
          encoded(Arrays.copyOf(sealed, end)),
          encoded(Arrays.copyOfRange(sealed, end, sealed.length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ECDH-ES on brainpoolP256r1", e);
    }
  }

  /**
   * Decrypts what was encrypted under the given key ({@code alg} dir).
   *
   * @throws PkiException MALFORMED; ALGORITHM for any other kind; SIGNATURE when the content was
   *     changed or the key is another one
   */
  public static byte[] decrypt(String compact, byte[] key) throws PkiException {
    String[] parts = compact.strip().split("\\.", -1);
    if (parts.length != PARTS) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a JWE");
    }
    try {
      ObjectNode header = Json.parseObject(decoded(parts[0]));
      if (!header.path("alg").asText().equals("dir")
          || !header.path("enc").asText().equals(CONTENT)
          || !parts[1].isEmpty()) {
        throw new PkiException(PkiException.Reason.ALGORITHM, "another encryption");
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, decoded(parts[2]), ascii(parts[0]));
      byte[] content = decoded(parts[3]);
      byte[] tag = decoded(parts[4]);
      if (tag.length != TAG_BYTES) {
        throw new PkiException(PkiException.Reason.MALFORMED, "a tag of another length");
      }
      return cipher.doFinal(
          ByteBuffer.allocate(content.length + tag.length).put(content).put(tag).array());
    } catch (IllegalArgumentException | MatrixException e) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a JWE", e);
    } catch (GeneralSecurityException e) {
      throw new PkiException(PkiException.Reason.SIGNATURE, "cannot be decrypted", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] additional)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(additional);
    return cipher;
  }

  /** The Concat KDF of RFC 7518 section 4.6.2; one round gives the 256 bits that are needed. */
  private static byte[] derived(byte[] secret) {
    byte[] algorithm = ascii(CONTENT);
    ByteBuffer info =
        ByteBuffer.allocate(4 + secret.length + 4 + algorithm.length + 4 + 4 + 4)
            .putInt(1)
            .put(secret)
            .putInt(algorithm.length)
            .put(algorithm)
            .putInt(0)
            .putInt(0)
            .putInt(KEY_BYTES * Byte.SIZE);
    return Sha256.of(info.array());
  }

  private static String encoded(byte[] bytes) {
    return UnpaddedBase64.encodeUrlSafe(bytes);
  }

  private static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
