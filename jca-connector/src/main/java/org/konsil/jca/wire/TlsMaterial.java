package org.konsil.jca.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS from files that an administrator names: an own key (PKCS#12, as the Konnektor exports it) and
 * trusted certificates (PKCS#12 or PEM).
 *
 * @param keyStore own key and certificate
 * @param trustStore whom to trust; the JDK's authorities when empty
 * @param hostnameCheck whether the peer's certificate must carry the name we called. The
 *     Konnektor's often does not; then only with a trust store, that is with pinning
 */
public record TlsMaterial(
    Optional<StoreFile> keyStore, Optional<StoreFile> trustStore, boolean hostnameCheck) {

  /** A file and its password; the password never shows in logs. */
  public record StoreFile(Path path, String password) {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * @throws GeneralSecurityException naming the file that cannot be used, or when the host name
   *     check is off without a trust store
   */
  public SSLContext context() throws GeneralSecurityException {
    if (!hostnameCheck && trustStore.isEmpty()) {
      throw new GeneralSecurityException("without host name check a trust store is required");
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keyStore.isPresent() ? keyManagers(keyStore.get()) : null,
        trustStore.isPresent() ? trustManagers(trustStore.get()) : null,
        null);
    return context;
  }

  /** When our own certificate ends; empty without one. */
  public Optional<Instant> ownCertificateUntil() throws GeneralSecurityException {
    if (keyStore.isEmpty()) {
      return Optional.empty();
    }
    KeyStore keys = load(keyStore.get());
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate own) {
        return Optional.of(own.getNotAfter().toInstant());
      }
    }
    return Optional.empty();
  }

  /** Changes when one of the files does, so that a renewed certificate is noticed. */
  public List<Object> version() {
    return List.of(version(keyStore), version(trustStore));
  }

  private static Object version(Optional<StoreFile> file) {
    try {
      return file.isPresent() ? Files.getLastModifiedTime(file.get().path()) : "none";
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static KeyManager[] keyManagers(StoreFile file) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(load(file), file.password().toCharArray());
    return factory.getKeyManagers();
  }

  private TrustManager[] trustManagers(StoreFile file) throws GeneralSecurityException {
    KeyStore trusted = isPem(file) ? loadPem(file) : load(file);
    if (trusted.size() == 0) {
      throw new GeneralSecurityException(file + " holds no trusted certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    TrustManager[] managers = factory.getTrustManagers();
    if (!hostnameCheck) {
      managers[0] = new WithoutHostname((X509ExtendedTrustManager) managers[0]);
    }
    return managers;
  }

  private static KeyStore load(StoreFile file) throws GeneralSecurityException {
    try {
      return KeyStore.getInstance(file.path().toFile(), file.password().toCharArray());
    } catch (IOException | IllegalArgumentException e) {
      throw new GeneralSecurityException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static boolean isPem(StoreFile file) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file.path())) {
      String start = new String(in.readNBytes(256), StandardCharsets.ISO_8859_1);
      return start.contains("-----BEGIN");
    } catch (IOException e) {
      throw new GeneralSecurityException("cannot read " + file, e);
    }
  }

  private static KeyStore loadPem(StoreFile file) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file.path())) {
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted" + number++, one);
      }
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("cannot read " + file, e);
    }
  }

  /** Checks the chain against the trust store, but not the name. */
  private static final class WithoutHostname extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager chain;

    WithoutHostname(X509ExtendedTrustManager chain) {
      this.chain = chain;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type)
        throws CertificateException {
      chain.checkServerTrusted(certificates, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket)
        throws CertificateException {
      chain.checkServerTrusted(certificates, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
        throws CertificateException {
      chain.checkServerTrusted(certificates, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type)
        throws CertificateException {
      chain.checkClientTrusted(certificates, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
        throws CertificateException {
      chain.checkClientTrusted(certificates, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
        throws CertificateException {
      chain.checkClientTrusted(certificates, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return chain.getAcceptedIssuers();
    }
  }
}
