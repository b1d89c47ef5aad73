package org.konsil.sandbox.pki;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;

/** Encrypted messages as the identity provider takes and gives them (RFC 7516). */
public final class Jwe {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAG = 16;
  private static final int IV = 12;

  private Jwe() {}

  /** A message as it was, and its header. */
  public record Opened(JsonNode header, JsonNode content) {}

  /** Opens what was encrypted to a key on brainpoolP256r1 by ECDH-ES. */
  public static Opened open(String compact, PrivateKey key) throws GeneralSecurityException {
    String[] parts = compact.split("\\.", -1);
    try {
      JsonNode header = JSON.readTree(decode(parts[0]));
      if (!header.path("alg").asText().equals("ECDH-ES")
          || !header.path("enc").asText().equals("A256GCM")) {
        throw new GeneralSecurityException("another encryption");
      }
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH", new BouncyCastleProvider());
      agreement.init(key);
      agreement.doPhase(key(header.path("epk")), true);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(derive(agreement.generateSecret()), "AES"),
          new GCMParameterSpec(TAG * 8, decode(parts[2])));
      cipher.updateAAD(parts[0].getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      sealed.write(decode(parts[3]));
      sealed.write(decode(parts[4]));
      return new Opened(header, JSON.readTree(cipher.doFinal(sealed.toByteArray())));
    } catch (IOException | RuntimeException e) {
      throw new GeneralSecurityException("not a JWE", e);
    }
  }

  /** Encrypts an njwt under a key that both sides have. */
  public static String seal(String njwt, byte[] key, SecureRandom random) {
    ObjectNode header =
        JSON.createObjectNode().put("alg", "dir").put("enc", "A256GCM").put("cty", "NJWT");
    byte[] iv = new byte[IV];
    random.nextBytes(iv);
    try {
      String first = encode(JSON.writeValueAsBytes(header));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, iv));
      cipher.updateAAD(first.getBytes(StandardCharsets.US_ASCII));
      byte[] sealed =
          cipher.doFinal(JSON.writeValueAsBytes(JSON.createObjectNode().put("njwt", njwt)));
      int end = sealed.length - TAG;
      return first
          + ".."
          + encode(iv)
          + "."
          + encode(Arrays.copyOf(sealed, end))
          + "."
          + encode(Arrays.copyOfRange(sealed, end, sealed.length));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key as its JWK. */
  public static ObjectNode jwk(PublicKey key, String kid, String use) {
    ECPublicKey point = (ECPublicKey) key;
    return JSON.createObjectNode()
        .put("kty", "EC")
        .put("crv", "BP-256")
        .put("kid", kid)
        .put("use", use)
        .put("x", encode(fixed(point.getW().getAffineX())))
        .put("y", encode(fixed(point.getW().getAffineY())));
  }

  private static PublicKey key(JsonNode jwk) throws GeneralSecurityException {
    ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("brainpoolP256r1");
    return KeyFactory.getInstance("EC", new BouncyCastleProvider())
        .generatePublic(
            new ECPublicKeySpec(
                curve
                    .getCurve()
                    .validatePoint(
                        new BigInteger(1, decode(jwk.path("x").asText())),
                        new BigInteger(1, decode(jwk.path("y").asText()))),
                curve));
  }

  private static byte[] derive(byte[] secret) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(info);
    out.writeInt(1);
    out.write(secret);
    out.writeInt(7);
    out.writeBytes("A256GCM");
    out.writeInt(0);
    out.writeInt(0);
    out.writeInt(256);
    return MessageDigest.getInstance("SHA-256").digest(info.toByteArray());
  }

  private static byte[] fixed(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] result = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, result, 32 - (bytes.length - from), bytes.length - from);
    return result;
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
