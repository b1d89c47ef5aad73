package org.konsil.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates that an installation trusts for the TI: its roots, which vouch for themselves,
 * and authorities below them, since signers of the TI often send their own certificate alone.
 */
public final class TiRoots {
  private static final int LONGEST_PATH = 5;

  private final List<X509Certificate> roots;
  private final List<X509Certificate> authorities;

  public TiRoots(List<X509Certificate> certificates) {
    roots = certificates.stream().filter(TiRoots::isSelfSigned).toList();
    authorities = certificates.stream().filter(one -> !isSelfSigned(one)).toList();
  }

  /** Reads a PEM file of one or more certificates. */
  public static TiRoots read(Path pem) throws IOException {
    List<X509Certificate> read = new ArrayList<>();
    try (InputStream in = Files.newInputStream(pem)) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER);
      for (Certificate certificate : factory.generateCertificates(in)) {
        read.add((X509Certificate) certificate);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the TI's certificates cannot be read", e);
    }
    return new TiRoots(read);
  }

  /**
   * The path from the first certificate to a root of ours, the root last. Signatures, validity,
   * basic constraints and key usage are checked (RFC 5280); revocation is not.
   *
   * @param certificates the one in question first, then any that may lie between
   * @throws PkiException UNTRUSTED
   */
  public List<X509Certificate> path(List<X509Certificate> certificates, Instant now)
      throws PkiException {
    List<X509Certificate> between = new ArrayList<>(certificates);
    between.addAll(authorities);
    List<X509Certificate> path = new ArrayList<>(List.of(certificates.get(0)));
    while (path.size() < LONGEST_PATH) {
      X509Certificate last = path.get(path.size() - 1);
      Optional<X509Certificate> root = issuer(last, roots);
      if (root.isPresent()) {
        requireValid(path, root.get(), now);
        path.add(root.get());
        return path;
      }
      path.add(issuer(last, between).orElseThrow(TiRoots::untrusted));
    }
    throw untrusted();
  }

  private static void requireValid(List<X509Certificate> path, X509Certificate root, Instant now)
      throws PkiException {
    try {
      root.checkValidity(Date.from(now));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertificateFactory factory = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER);
      CertPathValidator.getInstance("PKIX", BouncyCastle.PROVIDER)
          .validate(factory.generateCertPath(path), parameters);
    } catch (GeneralSecurityException e) {
      throw new PkiException(PkiException.Reason.UNTRUSTED, "the path to the root is not valid", e);
    }
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, List<X509Certificate> among) {
    return among.stream()
        .filter(one -> !one.equals(certificate))
        .filter(one -> isIssuedBy(certificate, one))
        .findFirst();
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    return isIssuedBy(certificate, certificate);
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey(), BouncyCastle.PROVIDER);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PkiException untrusted() {
    return new PkiException(PkiException.Reason.UNTRUSTED, "no path to a root of ours");
  }
}
