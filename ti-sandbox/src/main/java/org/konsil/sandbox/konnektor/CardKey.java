package org.konsil.sandbox.konnektor;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.isismtt.ISISMTTObjectIdentifiers;
import org.bouncycastle.asn1.isismtt.x509.AdmissionSyntax;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.TiAuthority;

/** What a card does with its key, and what its certificate is worth. */
final class CardKey {

  private CardKey() {}

  static byte[] certificate(SandboxCard card) {
    try {
      return card.identity().certificate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An ECDSA signature over a hash, DER. */
  static byte[] sign(Identity identity, byte[] hash) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA", new BouncyCastleProvider());
      signature.initSign(identity.key());
      signature.update(hash);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The professionOID of a certificate's admission. */
  static String profession(X509Certificate certificate) throws GeneralSecurityException {
    AdmissionSyntax admission =
        AdmissionSyntax.getInstance(
            new JcaX509CertificateHolder(certificate)
                .getExtension(ISISMTTObjectIdentifiers.id_isismtt_at_admission)
                .getParsedValue());
    return admission.getContentsOfAdmissions()[0].getProfessionInfos()[0].getProfessionOIDs()[0]
        .getId();
  }

  /** The answer to VerifyCertificate without its Status. */
  static String verification(TiAuthority authority, byte[] der) throws SandboxFault {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                  .generateCertificate(new ByteArrayInputStream(der));
      String result = isOurs(authority, certificate) ? "VALID" : "INVALID";
      return Xml.element("CERT:VerificationStatus", Xml.value("CERT:VerificationResult", result))
          + Xml.element("CERT:RoleList", Xml.value("CERT:Role", profession(certificate)));
    } catch (GeneralSecurityException e) {
      throw SandboxFault.syntax("kein Zertifikat");
    }
  }

  private static boolean isOurs(TiAuthority authority, X509Certificate certificate) {
    try {
      certificate.verify(authority.authority().getPublicKey(), new BouncyCastleProvider());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
