package org.konsil.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads certificates on curves that the JDK does not know. */
public final class Certificates {
  private Certificates() {}

  /**
   * @throws PkiException MALFORMED
   */
  public static X509Certificate read(byte[] der) throws PkiException {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
                  .generateCertificate(new ByteArrayInputStream(der));
      if (certificate == null) {
        throw new PkiException(PkiException.Reason.MALFORMED, "an empty certificate");
      }
      return certificate;
    } catch (GeneralSecurityException e) {
      throw new PkiException(PkiException.Reason.MALFORMED, "not a certificate", e);
    }
  }
}
