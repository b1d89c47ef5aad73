package org.konsil.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collections;

/** A key on brainpoolP256r1 and its certificate, as a PKCS#12 file holds them. */
public final class KeyFile {
  private final PrivateKey key;
  private final X509Certificate certificate;

  private KeyFile(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /**
   * Reads the file's first key.
   *
   * @throws IOException when there is none, or the password is wrong
   */
  public static KeyFile read(Path file, String password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12", BouncyCastle.PROVIDER);
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
          return new KeyFile(key, (X509Certificate) store.getCertificate(alias));
        }
      }
      throw new IOException("no key in the file");
    } catch (GeneralSecurityException e) {
      throw new IOException("the key cannot be read", e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The ECDSA signature of a SHA-256 value as a DER sequence of R and S. */
  public byte[] sign(byte[] sha256) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA", BouncyCastle.PROVIDER);
      signature.initSign(key);
      signature.update(sha256);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of a file cannot sign", e);
    }
  }
}
