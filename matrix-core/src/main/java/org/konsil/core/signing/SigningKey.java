package org.konsil.core.signing;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A server's secret Ed25519 key with its id, such as {@code ed25519:a1}. Safe for threads. */
public final class SigningKey {
  private final String keyId;
  private final Ed25519PrivateKeyParameters secret;
  private final VerifyKey verifyKey;

  private SigningKey(String keyId, Ed25519PrivateKeyParameters secret) {
    this.keyId = VerifyKey.checkKeyId(keyId);
    this.secret = secret;
    this.verifyKey = VerifyKey.of(secret.generatePublicKey());
  }

  /**
   * A new key.
   *
   * @param version the part of the key id after the colon: letters, digits and underscores
   */
  public static SigningKey generate(SecureRandom random, String version) {
    return new SigningKey("ed25519:" + version, new Ed25519PrivateKeyParameters(random));
  }

  /**
   * The key of a seed.
   *
   * @param seed 32 bytes
   * @throws IllegalArgumentException for another length or a malformed key id
   */
  public static SigningKey fromSeed(String keyId, byte[] seed) {
    if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    return new SigningKey(keyId, new Ed25519PrivateKeyParameters(seed, 0));
  }

  public String keyId() {
    return keyId;
  }

  /** The 32 secret bytes, to be kept encrypted or under the file system's protection. */
  public byte[] seed() {
    return secret.getEncoded();
  }

  /** The public half, as it is published. */
  public VerifyKey publicKey() {
    return verifyKey;
  }

  /** The signature, 64 bytes. */
  public byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "SigningKey[" + keyId + "]";
  }
}
