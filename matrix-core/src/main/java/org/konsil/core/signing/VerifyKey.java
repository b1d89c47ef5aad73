package org.konsil.core.signing;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A public Ed25519 key, decoded once. Safe for threads. */
public final class VerifyKey {
  private static final Pattern KEY_ID = Pattern.compile("ed25519:[a-zA-Z0-9_]+");
  private static final int SIGNATURE_BYTES = 64;

  private final Ed25519PublicKeyParameters key;
  private final byte[] bytes;

  private VerifyKey(Ed25519PublicKeyParameters key) {
    this.key = key;
    this.bytes = key.getEncoded();
  }

  static VerifyKey of(Ed25519PublicKeyParameters key) {
    return new VerifyKey(key);
  }

  static String checkKeyId(String keyId) {
    if (!KEY_ID.matcher(keyId).matches()) {
      throw new IllegalArgumentException("malformed key id");
    }
    return keyId;
  }

  /** The key of 32 bytes; empty when they are no point of the curve. */
  public static Optional<VerifyKey> of(byte[] bytes) {
    if (bytes.length != Ed25519PublicKeyParameters.KEY_SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(new VerifyKey(new Ed25519PublicKeyParameters(bytes, 0)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The key of unpadded Base64. */
  public static Optional<VerifyKey> ofBase64(String text) {
    return UnpaddedBase64.decode(text).flatMap(VerifyKey::of);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Unpadded Base64, as keys are published. */
  public String base64() {
    return UnpaddedBase64.encode(bytes);
  }

  public boolean verify(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, key);
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "VerifyKey[" + base64() + "]";
  }
}
