package org.konsil.outgoing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.konsil.config.KonsilConfig;

/** Whom outgoing TLS trusts: the JDK's authorities and those that the installation adds. */
@ApplicationScoped
class OutgoingTrust {
  @Inject private KonsilConfig config;

  protected OutgoingTrust() {}

  OutgoingTrust(KonsilConfig config) {
    this.config = config;
  }

  /** A context of the authorities as they are now. */
  SSLContext context() throws IOException {
    try {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int count = 0;
      for (X509Certificate authority : ofTheJdk()) {
        authorities.setCertificateEntry("a" + count++, authority);
      }
      Optional<Path> added = config.trustCa();
      if (added.isPresent()) {
        try (InputStream in = Files.newInputStream(added.get())) {
          for (Certificate authority :
              CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            authorities.setCertificateEntry("a" + count++, authority);
          }
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(authorities), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the authorities for outgoing calls cannot be read", e);
    }
  }

  private static X509Certificate[] ofTheJdk() throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static TrustManager[] managers(KeyStore authorities) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return factory.getTrustManagers();
  }
}
