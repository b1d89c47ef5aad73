package org.konsil.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** Keys on the curve P-256 in the spelling of Web Push: public ones as 65 bytes, 4 || X || Y. */
final class P256 {
  static final int PUBLIC_BYTES = 65;
  private static final int COORDINATE_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;
  private static final ECGenParameterSpec CURVE = new ECGenParameterSpec("secp256r1");

  private P256() {}

  static KeyPair generate(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(CURVE, random);
    return generator.generateKeyPair();
  }

  /**
   * @throws GeneralSecurityException when the bytes are no uncompressed point
   */
  static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != PUBLIC_BYTES || point[0] != UNCOMPRESSED) {
      throw new GeneralSecurityException("not a point of P-256");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, PUBLIC_BYTES));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters()));
  }

  static PrivateKey privateKey(byte[] scalar) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, scalar), parameters()));
  }

  static byte[] encoded(ECPublicKey key) {
    byte[] point = new byte[PUBLIC_BYTES];
    point[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 1 + COORDINATE_BYTES);
    return point;
  }

  /**
   * ECDH.
   *
   * @throws GeneralSecurityException also when the other's key does not lie on the curve
   */
  static byte[] agree(PrivateKey own, ECPublicKey other) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own);
    agreement.doPhase(other, true);
    return agreement.generateSecret();
  }

  private static ECParameterSpec parameters() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(CURVE);
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** Right-aligned; BigInteger may put a sign byte in front or leave zeros out. */
  private static void put(BigInteger number, byte[] target, int offset) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(
        bytes, bytes.length - length, target, offset + COORDINATE_BYTES - length, length);
  }
}
