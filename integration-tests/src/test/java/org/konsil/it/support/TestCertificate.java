package org.konsil.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate with its key, both PEM files, made by the openssl command.
 *
 * @param certificate the certificate
 * @param key its key, not encrypted
 */
public record TestCertificate(Path certificate, Path key) {
  /** Writes a certificate for this host name, valid for a day, into the folder. */
  public static TestCertificate create(Path folder, String host)
      throws IOException, InterruptedException {
    TestCertificate made =
        new TestCertificate(folder.resolve(host + ".crt"), folder.resolve(host + ".key"));
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-nodes",
                "-days",
                "1",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=" + (host.matches("[0-9.]+") ? "IP:" : "DNS:") + host,
                "-out",
                made.certificate.toString(),
                "-keyout",
                made.key.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (openssl.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
    return made;
  }

  /** A context that trusts this certificate and no other. */
  public SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      Certificate trusted = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setCertificateEntry("trusted", trusted);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
