package org.konsil.sandbox.pki;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes JWS in their compact form, as services of the TI do. */
public final class JwsSigner {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JwsSigner() {}

  /**
   * @param algorithm the header's word: BP256R1, ES256, or another to be refused
   * @param sent the certificates of the header
   */
  public static String sign(
      ObjectNode payload, Identity signer, List<X509Certificate> sent, String algorithm) {
    ObjectNode header = JSON.createObjectNode().put("alg", algorithm).put("typ", "JWT");
    try {
      for (X509Certificate certificate : sent) {
        header.withArray("x5c").add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      }
      return sign(header, payload, signer);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a header as it is, whatever it says. */
  public static String sign(ObjectNode header, ObjectNode payload, Identity signer) {
    try {
      String input =
          part(JSON.writeValueAsBytes(header)) + "." + part(JSON.writeValueAsBytes(payload));
      Signature signature =
          Signature.getInstance("SHA256withPLAIN-ECDSA", new BouncyCastleProvider());
      signature.initSign(signer.key());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + part(signature.sign());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
