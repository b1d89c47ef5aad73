package org.konsil.jca.api;

import java.util.Arrays;
import java.util.List;

/**
 * What the TI says of a certificate (CertificateService VerifyCertificate).
 *
 * @param roles the professionOIDs of its admission
 */
public record CertificateCheck(Result result, List<String> roles) {

  public CertificateCheck {
    roles = List.copyOf(roles);
  }

  /** VerificationResultType; {@code INCONCLUSIVE} also for an answer that cannot be understood. */
  public enum Result {
    VALID,
    INCONCLUSIVE,
    INVALID;

    /** The result that a message of the Konnektor names. */
    public static Result ofCode(String code) {
      return Arrays.stream(values())
          .filter(one -> one.name().equals(code))
          .findFirst()
          .orElse(INCONCLUSIVE);
    }
  }
}
