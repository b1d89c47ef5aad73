package org.konsil.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.isismtt.ISISMTTObjectIdentifiers;
import org.bouncycastle.asn1.isismtt.x509.AdmissionSyntax;
import org.bouncycastle.asn1.isismtt.x509.Admissions;
import org.bouncycastle.asn1.isismtt.x509.ProfessionInfo;
import org.bouncycastle.asn1.x500.DirectoryString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The make-believe TI's authorities on brainpoolP256r1: a root, a component authority below it, and
 * what that one issues. Keys live in memory only.
 */
public final class TiAuthority {
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final Duration EARLIER = Duration.ofMinutes(10);
  private static final String CURVE = "brainpoolP256r1";

  private final Provider provider = new BouncyCastleProvider();
  private final Clock clock;
  private final SecureRandom random;
  private final Identity root;
  private final Identity authority;

  public TiAuthority(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    KeyPair rootKeys = generate(CURVE);
    X500Name rootName = name("Sandbox TI Root");
    Signer self = new Signer(rootName, rootKeys);
    X509Certificate rootCertificate =
        issue(self, rootName, rootKeys, true, end(), null, null, null);
    root = new Identity(rootKeys.getPrivate(), List.of(rootCertificate));
    KeyPair keys = generate(CURVE);
    X500Name ownName = name("Sandbox Component CA");
    X509Certificate own = issue(self, ownName, keys, true, end(), null, null, null);
    authority = new Identity(keys.getPrivate(), List.of(own, rootCertificate));
  }

  private record Signer(X500Name name, KeyPair keys) {}

  public X509Certificate root() {
    return root.certificate();
  }

  public X509Certificate authority() {
    return authority.certificate();
  }

  /**
   * A signer's identity.
   *
   * @param curve brainpoolP256r1 or secp256r1
   * @param end until when the certificate is valid
   * @param responder where to ask whether it is revoked
   */
  public Identity signer(String commonName, String curve, Instant end, String responder) {
    return issued(commonName, curve, end, responder, null, null);
  }

  /**
   * A card's identity for authentication (C.AUT), whose admission says what its holder is.
   *
   * @param responder where to ask whether it is revoked; null names nobody
   */
  public Identity card(
      String holder, String professionOid, String telematikId, Instant end, String responder) {
    ProfessionInfo profession =
        new ProfessionInfo(
            null,
            new DirectoryString[] {new DirectoryString("Sandbox")},
            new ASN1ObjectIdentifier[] {new ASN1ObjectIdentifier(professionOid)},
            telematikId,
            null);
    Admissions admissions = new Admissions(null, null, new ProfessionInfo[] {profession});
    return issued(
        holder,
        CURVE,
        end,
        responder,
        null,
        new AdmissionSyntax(null, new DERSequence(admissions)));
  }

  /** The identity of an OCSP responder. */
  public Identity responder() {
    return issued("Sandbox OCSP", CURVE, end(), null, KeyPurposeId.id_kp_OCSPSigning, null);
  }

  /** Writes root and component authority as PEM, for who trusts the sandbox's TI. */
  public void writeRoots(Path file) throws IOException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : List.of(root(), authority())) {
      try {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }
    Files.writeString(file, pem);
  }

  private Identity issued(
      String commonName,
      String curve,
      Instant end,
      String responder,
      KeyPurposeId purpose,
      AdmissionSyntax admission) {
    KeyPair keys = generate(curve);
    Signer issuer =
        new Signer(
            X500Name.getInstance(authority().getSubjectX500Principal().getEncoded()),
            new KeyPair(authority().getPublicKey(), authority.key()));
    X509Certificate certificate =
        issue(issuer, name(commonName), keys, false, end, responder, purpose, admission);
    return new Identity(keys.getPrivate(), List.of(certificate, authority()));
  }

  private X509Certificate issue(
      Signer issuer,
      X500Name subject,
      KeyPair keys,
      boolean isAuthority,
      Instant end,
      String responder,
      KeyPurposeId purpose,
      AdmissionSyntax admission) {
    Instant now = clock.instant().minus(EARLIER);
    Instant from = now.isBefore(end) ? now : end.minus(LIFETIME);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer.name(),
            new BigInteger(64, random).add(BigInteger.ONE),
            Date.from(from),
            Date.from(end),
            subject,
            keys.getPublic());
    int usage = isAuthority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (responder != null) {
        builder.addExtension(Extension.authorityInfoAccess, false, access(responder));
      }
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
      }
      if (admission != null) {
        builder.addExtension(ISISMTTObjectIdentifiers.id_isismtt_at_admission, false, admission);
      }
      return new JcaX509CertificateConverter()
          .setProvider(provider)
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setProvider(provider)
                      .build(issuer.keys().getPrivate())));
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuthorityInformationAccess access(String responder) {
    return new AuthorityInformationAccess(
        AccessDescription.id_ad_ocsp,
        new GeneralName(GeneralName.uniformResourceIdentifier, responder));
  }

  private Instant end() {
    return clock.instant().plus(LIFETIME);
  }

  private KeyPair generate(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec(curve), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "DE")
        .addRDN(BCStyle.O, "Konsil Sandbox NOT-VALID")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}
