package org.konsil.pki;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;
import org.konsil.core.json.Json;

/** Public keys on brainpoolP256r1 as the TI writes them: {@code kty} EC, {@code crv} BP-256. */
public final class JsonWebKey {
  static final String CURVE = "brainpoolP256r1";

  private static final String NAME = "BP-256";
  private static final int COORDINATE_BYTES = 32;

  private JsonWebKey() {}

  /**
   * @throws PkiException ALGORITHM for another kind of key; MALFORMED, also for a point that is not
   *     on the curve
   */
  public static PublicKey read(ObjectNode jwk) throws PkiException {
    if (!jwk.path("kty").asText().equals("EC") || !jwk.path("crv").asText().equals(NAME)) {
      throw new PkiException(PkiException.Reason.ALGORITHM, "not a key on brainpoolP256r1");
    }
    try {
      ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec(CURVE);
      ECPoint point =
          curve
              .getCurve()
              .validatePoint(
                  coordinate(jwk.path("x").asText()), coordinate(jwk.path("y").asText()));
      return KeyFactory.getInstance("EC", BouncyCastle.PROVIDER)
          .generatePublic(new ECPublicKeySpec(point, curve));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a key", e);
    }
  }

  static ObjectNode write(ECPublicKey key) {
    return Json.object()
        .put("kty", "EC")
        .put("crv", NAME)
        .put("x", text(key.getW().getAffineX()))
        .put("y", text(key.getW().getAffineY()));
  }

  private static BigInteger coordinate(String text) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  private static String text(BigInteger coordinate) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, coordinate));
  }
}
