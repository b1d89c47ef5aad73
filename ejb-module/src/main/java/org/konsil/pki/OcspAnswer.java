package org.konsil.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** What a responder said. It counts when it is signed, fresh, about our question, and "good". */
record OcspAnswer(BasicOCSPResp answer) {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Duration OLDEST = Duration.ofDays(1);

  static OcspAnswer read(OCSPResp response) throws OCSPException, PkiException {
    if (response.getStatus() != OCSPResp.SUCCESSFUL
        || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
      throw unchecked("the responder refuses to answer");
    }
    return new OcspAnswer(basic);
  }

  void requireGood(
      CertificateID asked, Extension nonce, X509Certificate issuer, TiRoots roots, Instant now)
      throws PkiException {
    requireSigned(issuer, roots, now);
    Extension echoed = answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (echoed != null && !echoed.equals(nonce)) {
      throw unchecked("the answer is to another question");
    }
    for (SingleResp single : answer.getResponses()) {
      if (isAbout(single, asked) && isFresh(single, now)) {
        if (single.getCertStatus() != CertificateStatus.GOOD) {
          throw new PkiException(PkiException.Reason.REVOKED, "the certificate is revoked");
        }
        return;
      }
    }
    throw unchecked("the answer says nothing of the certificate");
  }

  private static boolean isAbout(SingleResp single, CertificateID asked) {
    return single.getCertID().getSerialNumber().equals(asked.getSerialNumber())
        && Arrays.equals(single.getCertID().getIssuerKeyHash(), asked.getIssuerKeyHash())
        && Arrays.equals(single.getCertID().getIssuerNameHash(), asked.getIssuerNameHash());
  }

  private static boolean isFresh(SingleResp single, Instant now) {
    Instant from = single.getThisUpdate().toInstant();
    Instant to =
        single.getNextUpdate() == null ? from.plus(OLDEST) : single.getNextUpdate().toInstant();
    return !from.isAfter(now.plus(SKEW)) && !to.isBefore(now.minus(SKEW));
  }

  /** By the issuer itself, or by a certificate for OCSP that the issuer or a root vouches for. */
  private void requireSigned(X509Certificate issuer, TiRoots roots, Instant now)
      throws PkiException {
    if (isSignedBy(issuer)) {
      return;
    }
    for (X509CertificateHolder holder : answer.getCerts()) {
      X509Certificate signer = jdk(holder);
      if (isSignedBy(signer) && mayAnswer(signer)) {
        List<X509Certificate> path = new ArrayList<>(List.of(signer));
        if (signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
          path.add(issuer);
        }
        roots.path(path, now);
        return;
      }
    }
    throw unchecked("the answer is not signed by a responder of ours");
  }

  private boolean isSignedBy(X509Certificate certificate) {
    try {
      return answer.isSignatureValid(
          new JcaContentVerifierProviderBuilder()
              .setProvider(BouncyCastle.PROVIDER)
              .build(certificate.getPublicKey()));
    } catch (OCSPException | OperatorCreationException e) {
      return false;
    }
  }

  private static boolean mayAnswer(X509Certificate certificate) throws PkiException {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes != null && purposes.contains(KeyPurposeId.id_kp_OCSPSigning.getId());
    } catch (GeneralSecurityException e) {
      throw unchecked("the responder's certificate is malformed");
    }
  }

  private static X509Certificate jdk(X509CertificateHolder holder) throws PkiException {
    try {
      return new JcaX509CertificateConverter()
          .setProvider(BouncyCastle.PROVIDER)
          .getCertificate(holder);
    } catch (GeneralSecurityException e) {
      throw unchecked("the responder's certificate is malformed");
    }
  }

  private static PkiException unchecked(String message) {
    return new PkiException(PkiException.Reason.UNCHECKED, message);
  }
}
