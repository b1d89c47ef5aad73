package org.konsil.pki;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;
import org.konsil.core.signing.UnpaddedBase64;

/** Makes JWS (BP256R1) with a key that lies elsewhere, such as on a card. */
public final class JwsSigning {

  /**
   * Who has the key.
   *
   * @param <E> why it may not sign
   */
  public interface Key<E extends Exception> {
    /** The ECDSA signature of a SHA-256 value as a DER sequence of R and S. */
    byte[] sign(byte[] sha256) throws E;
  }

  private JwsSigning() {}

  /**
   * @param header beside {@code alg}
   * @throws PkiException SIGNATURE when the key gives something else than a signature
   */
  public static <E extends Exception> String sign(ObjectNode header, ObjectNode payload, Key<E> key)
      throws E, PkiException {
    ObjectNode full = header.deepCopy().put("alg", JwsAlgorithm.BP256R1.name());
    String input = encoded(Json.bytes(full)) + "." + encoded(Json.bytes(payload));
    return input
        + "."
        + encoded(plain(key.sign(Sha256.of(input.getBytes(StandardCharsets.US_ASCII)))));
  }

  /** R and S side by side, as a JWS has them. */
  private static byte[] plain(byte[] der) throws PkiException {
    X9ECParameters curve = ECNamedCurveTable.getByName(JsonWebKey.CURVE);
    try {
      BigInteger[] values = StandardDSAEncoding.INSTANCE.decode(curve.getN(), der);
      return PlainDSAEncoding.INSTANCE.encode(curve.getN(), values[0], values[1]);
    } catch (IOException | IllegalArgumentException e) {
      throw new PkiException(PkiException.Reason.SIGNATURE, "not a signature", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return UnpaddedBase64.encodeUrlSafe(bytes);
  }
}
