package org.konsil.pki;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The signature algorithms of the TI's JWS: ECDSA with SHA-256, R and S side by side. */
public enum JwsAlgorithm {
  BP256R1(TeleTrusTObjectIdentifiers.brainpoolP256r1),
  ES256(SECObjectIdentifiers.secp256r1);

  private static final int SIGNATURE_BYTES = 64;

  private final ASN1ObjectIdentifier curve;

  JwsAlgorithm(ASN1ObjectIdentifier curve) {
    this.curve = curve;
  }

  static Optional<JwsAlgorithm> find(String name) {
    for (JwsAlgorithm algorithm : values()) {
      if (algorithm.name().equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** Whether the key is on the algorithm's curve: a header must not choose another one. */
  boolean suits(PublicKey key) {
    return curve.equals(
        SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm().getParameters());
  }

  boolean verify(PublicKey key, byte[] data, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("SHA256withPLAIN-ECDSA", BouncyCastle.PROVIDER);
      check.initVerify(key);
      check.update(data);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
