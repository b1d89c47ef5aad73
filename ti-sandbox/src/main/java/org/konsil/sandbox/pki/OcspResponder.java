package org.konsil.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Answers whether certificates are revoked (RFC 6960); all are good that nobody revoked. */
public final class OcspResponder {
  private static final long HOUR = 3_600_000;

  private final Provider provider = new BouncyCastleProvider();
  private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
  private final Clock clock;
  private volatile Identity identity;

  public OcspResponder(Identity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  public void revoke(X509Certificate certificate) {
    revoked.add(certificate.getSerialNumber());
  }

  public boolean isRevoked(X509Certificate certificate) {
    return revoked.contains(certificate.getSerialNumber());
  }

  /** From now on somebody else answers, who may not. */
  public void impersonatedBy(Identity other) {
    identity = other;
  }

  public byte[] answer(byte[] question) throws IOException {
    try {
      OCSPReq request = new OCSPReq(question);
      X509CertificateHolder own = new JcaX509CertificateHolder(identity.certificate());
      BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(new RespID(own.getSubject()));
      Date now = Date.from(clock.instant());
      for (Req one : request.getRequestList()) {
        boolean bad = revoked.contains(one.getCertID().getSerialNumber());
        CertificateStatus status = bad ? new RevokedStatus(now, 0) : CertificateStatus.GOOD;
        answer.addResponse(one.getCertID(), status, now, new Date(now.getTime() + HOUR), null);
      }
      Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
      if (nonce != null) {
        answer.setResponseExtensions(new Extensions(nonce));
      }
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              answer.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setProvider(provider)
                      .build(identity.key()),
                  new X509CertificateHolder[] {own},
                  now))
          .getEncoded();
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
