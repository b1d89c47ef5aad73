package org.konsil.pki;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/** Asks the responder that a certificate names whether it is revoked (RFC 6960). Blocks. */
@ApplicationScoped
public class OcspService {
  private static final int NONCE_BYTES = 16;

  @Inject private OutgoingHttp http;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  protected OcspService() {}

  /** For tests. */
  public OcspService(OutgoingHttp http, Clock clock, SecureRandom random) {
    this.http = http;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Returns when the responder calls the certificate good.
   *
   * @param roots whom the responder's own certificate must lead to, unless the issuer made it
   * @throws PkiException REVOKED, UNCHECKED
   */
  public void requireGood(X509Certificate certificate, X509Certificate issuer, TiRoots roots)
      throws PkiException {
    try {
      X509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
      URI responder = responder(holder).orElseThrow(() -> unchecked("no responder is named", null));
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder()
                  .setProvider(BouncyCastle.PROVIDER)
                  .build()
                  .get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber());
      Extension nonce = nonce();
      byte[] question =
          new OCSPReqBuilder()
              .addRequest(id)
              .setRequestExtensions(new Extensions(nonce))
              .build()
              .getEncoded();
      Instant now = clock.instant();
      OcspAnswer.read(new OCSPResp(ask(responder, question)))
          .requireGood(id, nonce, issuer, roots, now);
    } catch (IOException
        | OCSPException
        | OperatorCreationException
        | CertificateEncodingException e) {
      throw unchecked("the responder's answer cannot be had", e);
    }
  }

  /** Whether the certificate says whom to ask. */
  public static boolean namesResponder(X509Certificate certificate) throws PkiException {
    try {
      return responder(new JcaX509CertificateHolder(certificate)).isPresent();
    } catch (CertificateEncodingException e) {
      throw unchecked("the certificate is malformed", e);
    }
  }

  private byte[] ask(URI responder, byte[] question) throws IOException, PkiException {
    OutgoingRequest request =
        OutgoingRequest.post(responder, question)
            .header("Content-Type", "application/ocsp-request")
            .ofInstallation();
    HttpAnswer answer = http.send(request);
    if (!answer.isSuccess()) {
      throw unchecked("the responder answers " + answer.status(), null);
    }
    return answer.body();
  }

  private Extension nonce() throws IOException {
    byte[] value = new byte[NONCE_BYTES];
    random.nextBytes(value);
    return new Extension(
        OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(value).getEncoded());
  }

  private static Optional<URI> responder(X509CertificateHolder certificate) {
    AuthorityInformationAccess access =
        AuthorityInformationAccess.fromExtensions(certificate.getExtensions());
    if (access != null) {
      for (AccessDescription way : access.getAccessDescriptions()) {
        GeneralName location = way.getAccessLocation();
        if (way.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
            && location.getTagNo() == GeneralName.uniformResourceIdentifier) {
          return Optional.of(URI.create(location.getName().toString()));
        }
      }
    }
    return Optional.empty();
  }

  private static PkiException unchecked(String message, Throwable cause) {
    return new PkiException(PkiException.Reason.UNCHECKED, message, cause);
  }
}
