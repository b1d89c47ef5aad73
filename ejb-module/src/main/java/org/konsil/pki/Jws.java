package org.konsil.pki;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * A JWS in its compact form, not yet checked.
 *
 * @param signingInput header and payload as they were signed
 */
public record Jws(ObjectNode header, ObjectNode payload, byte[] signingInput, byte[] signature) {
  private static final int MAX_CERTIFICATES = 5;

  /**
   * @throws PkiException MALFORMED
   */
  public static Jws parse(String compact) throws PkiException {
    String[] parts = compact.strip().split("\\.", -1);
    if (parts.length != 3) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a JWS");
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      return new Jws(
          Json.parseObject(decoder.decode(parts[0])),
          Json.parseObject(decoder.decode(parts[1])),
          (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
          decoder.decode(parts[2]));
    } catch (IllegalArgumentException | MatrixException e) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a JWS", e);
    }
  }

  /** The certificates of the header, the signer's first; at least one. */
  public List<X509Certificate> certificates() throws PkiException {
    return certificates(header);
  }

  /** The certificates ({@code x5c}) of a header or a key; at least one. */
  public static List<X509Certificate> certificates(ObjectNode holder) throws PkiException {
    JsonNode listed = holder.path("x5c");
    if (!listed.isArray() || listed.isEmpty() || listed.size() > MAX_CERTIFICATES) {
      throw new PkiException(PkiException.Reason.MALFORMED, "no certificates in the header");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (JsonNode one : listed) {
        certificates.add(Certificates.read(Base64.getDecoder().decode(one.asText())));
      }
    } catch (IllegalArgumentException e) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a certificate", e);
    }
    return certificates;
  }

  /**
   * Returns when the key made the signature by the algorithm that the header names.
   *
   * @throws PkiException ALGORITHM, SIGNATURE
   */
  public void requireSignedBy(PublicKey key) throws PkiException {
    JwsAlgorithm algorithm =
        JwsAlgorithm.find(header.path("alg").asText())
            .orElseThrow(
                () -> new PkiException(PkiException.Reason.ALGORITHM, "unknown algorithm"));
    if (!algorithm.suits(key)) {
      throw new PkiException(PkiException.Reason.ALGORITHM, "the key is on another curve");
    }
    if (!algorithm.verify(key, signingInput, signature)) {
      throw new PkiException(PkiException.Reason.SIGNATURE, "the signature is wrong");
    }
  }
}
