package org.konsil.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues the certificates of the sandbox's TLS. A new authority has a new key, kept in memory only.
 */
public final class SandboxAuthority {

  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final String SIGNATURE = "SHA256withECDSA";

  private final Clock clock;
  private final SecureRandom random;
  private final KeyPair keys;
  private final X500Name name;
  private final X509Certificate certificate;

  public SandboxAuthority(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.keys = generate();
    this.name = name("Sandbox CA");
    this.certificate =
        jdk(
            signed(
                builder(name, keys, clock.instant().plus(LIFETIME)),
                Extension.basicConstraints,
                new BasicConstraints(0)));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A TLS server for 127.0.0.1 and localhost. */
  public Identity server(String commonName) {
    GeneralNames names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.dNSName, "localhost")
            });
    KeyPair own = generate();
    X509v3CertificateBuilder builder =
        builder(name(commonName), own, clock.instant().plus(LIFETIME));
    return identity(own, jdk(signed(builder, Extension.subjectAlternativeName, names)));
  }

  /** A TLS client. */
  public Identity client(String commonName) {
    KeyPair own = generate();
    X509v3CertificateBuilder builder =
        builder(name(commonName), own, clock.instant().plus(LIFETIME));
    KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);
    return identity(own, jdk(signed(builder, Extension.keyUsage, usage)));
  }

  /** Writes the authority's certificate as PEM, for a client's trust store. */
  public void writeCertificate(Path file) throws IOException {
    try {
      String body =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(certificate.getEncoded());
      Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }

  private Identity identity(KeyPair own, X509Certificate leaf) {
    return new Identity(own.getPrivate(), List.of(leaf, certificate));
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys, Instant end) {
    Date start = Date.from(clock.instant().minus(Duration.ofMinutes(5)));
    BigInteger serial = new BigInteger(64, random).add(BigInteger.ONE);
    return new JcaX509v3CertificateBuilder(
        name, serial, start, Date.from(end), subject, subjectKeys.getPublic());
  }

  private X509CertificateHolder signed(
      X509v3CertificateBuilder builder, ASN1ObjectIdentifier extension, ASN1Encodable value) {
    try {
      builder.addExtension(extension, true, value);
      return builder.build(new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate jdk(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
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
