package org.konsil.sandbox.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.asn1.isismtt.ISISMTTObjectIdentifiers;
import org.bouncycastle.asn1.isismtt.x509.AdmissionSyntax;
import org.bouncycastle.asn1.isismtt.x509.ProfessionInfo;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A challenge that a card has signed, and what the card's certificate says of its holder. */
record CardLogin(
    String challenge,
    X509Certificate certificate,
    String telematikId,
    String professionOid,
    String holder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a signed challenge and checks its signature. */
  static CardLogin read(String jws) throws GeneralSecurityException {
    String[] parts = jws.split("\\.", -1);
    try {
      JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      byte[] der = Base64.getDecoder().decode(header.path("x5c").path(0).asText());
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                  .generateCertificate(new ByteArrayInputStream(der));
      Signature check = Signature.getInstance("SHA256withPLAIN-ECDSA", new BouncyCastleProvider());
      check.initVerify(certificate);
      check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!header.path("alg").asText().equals("BP256R1")
          || !check.verify(Base64.getUrlDecoder().decode(parts[2]))) {
        throw new GeneralSecurityException("wrong signature");
      }
      String challenge =
          JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("njwt").asText();
      return of(challenge, certificate);
    } catch (IOException | RuntimeException e) {
      throw new GeneralSecurityException("not a signed challenge", e);
    }
  }

  private static CardLogin of(String challenge, X509Certificate certificate)
      throws GeneralSecurityException {
    JcaX509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
    ProfessionInfo profession =
        AdmissionSyntax.getInstance(
                holder
                    .getExtension(ISISMTTObjectIdentifiers.id_isismtt_at_admission)
                    .getParsedValue())
            .getContentsOfAdmissions()[0]
            .getProfessionInfos()[0];
    String name =
        IETFUtils.valueToString(holder.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue());
    return new CardLogin(
        challenge,
        certificate,
        profession.getRegistrationNumber(),
        profession.getProfessionOIDs()[0].getId(),
        name);
  }
}
