package org.konsil.core.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** BouncyCastle and the JDK must agree on every key and message. */
class Ed25519PropertiesTest {
  /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  @Property(tries = 100)
  void bothSignTheSame(@ForAll @Size(32) byte[] seed, @ForAll byte[] message) throws Exception {
    SigningKey key = SigningKey.fromSeed("ed25519:1", seed);

    byte[] ours = key.sign(message);

    assertThat(ours).isEqualTo(jdkSign(seed, message));
    assertThat(jdkVerify(key.publicKey().bytes(), message, ours)).isTrue();
    assertThat(key.publicKey().verify(message, ours)).isTrue();
    assertThat(key.seed()).isEqualTo(seed);
  }

  @Property(tries = 100)
  void bothRefuseAFlippedBit(
      @ForAll @Size(32) byte[] seed,
      @ForAll @Size(min = 1, max = 200) byte[] message,
      @ForAll @IntRange(max = 511) int bit)
      throws Exception {
    SigningKey key = SigningKey.fromSeed("ed25519:1", seed);
    byte[] signature = key.sign(message);
    signature[bit / 8] ^= (byte) (1 << bit % 8);

    assertThat(key.publicKey().verify(message, signature)).isFalse();
    assertThat(jdkVerify(key.publicKey().bytes(), message, signature)).isFalse();
  }

  @Property(tries = 50)
  void anotherMessageIsRefused(@ForAll @Size(32) byte[] seed, @ForAll byte[] message) {
    SigningKey key = SigningKey.fromSeed("ed25519:1", seed);
    byte[] longer = java.util.Arrays.copyOf(message, message.length + 1);

    assertThat(key.publicKey().verify(longer, key.sign(message))).isFalse();
  }

  private static byte[] jdkSign(byte[] seed, byte[] message) throws Exception {
    PrivateKey key =
        KeyFactory.getInstance("Ed25519", "SunEC")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    Signature signer = Signature.getInstance("Ed25519", "SunEC");
    signer.initSign(key);
    signer.update(message);
    return signer.sign();
  }

  private static boolean jdkVerify(byte[] publicKey, byte[] message, byte[] signature)
      throws Exception {
    byte[] encoded = new byte[X509_PREFIX.length + publicKey.length];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, publicKey.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(encoded));
    Signature verifier = Signature.getInstance("Ed25519", "SunEC");
    verifier.initVerify(key);
    verifier.update(message);
    try {
      return verifier.verify(signature);
    } catch (java.security.SignatureException e) {
      return false;
    }
  }
}
