package org.konsil.jca.cetp;

import java.nio.file.Path;
import java.util.Optional;
import org.konsil.jca.wire.TlsMaterial;
import org.konsil.jca.wire.TlsMaterial.StoreFile;

/**
 * The config properties of a CETP listener, once for the adapter (ironjacamar.xml) and again for an
 * activation, whose values win. {@code none} or an empty text means "not set".
 */
public abstract class CetpProperties {

  private Integer cetpPort;
  private String cetpBindAddress;
  private String cetpKeyStore;
  private String cetpKeyStorePassword;
  private String cetpTrustStore;
  private String cetpTrustStorePassword;

  /** 1 to 65535; 0 for no listener. */
  public void setCetpPort(Integer value) {
    cetpPort = value;
  }

  /** Address to listen on; loopback unless set. */
  public void setCetpBindAddress(String value) {
    cetpBindAddress = value;
  }

  /** PKCS#12 file with the listener's key; plain TCP unless set. */
  public void setCetpKeyStore(String value) {
    cetpKeyStore = value;
  }

  public void setCetpKeyStorePassword(String value) {
    cetpKeyStorePassword = value;
  }

  /** PKCS#12 or PEM; when set, the sender must show a certificate that these vouch for. */
  public void setCetpTrustStore(String value) {
    cetpTrustStore = value;
  }

  public void setCetpTrustStorePassword(String value) {
    cetpTrustStorePassword = value;
  }

  /**
   * These values where set, else those of the adapter; empty when there is to be no listener.
   *
   * @throws IllegalArgumentException for a port out of range
   */
  Optional<CetpSettings> settingsOver(CetpProperties adapter) {
    int port = first(cetpPort, adapter.cetpPort).orElse(0);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("CetpPort must be 0 to 65535");
    }
    if (port == 0) {
      return Optional.empty();
    }
    CetpProperties tls = given(cetpKeyStore).isPresent() ? this : adapter;
    return Optional.of(
        new CetpSettings(
            given(cetpBindAddress).or(() -> given(adapter.cetpBindAddress)).orElse("127.0.0.1"),
            port,
            tls.tls(),
            CetpSettings.MAX_FRAME_BYTES,
            CetpSettings.MAX_CONNECTIONS,
            CetpSettings.PATIENCE));
  }

  private Optional<TlsMaterial> tls() {
    return file(cetpKeyStore, cetpKeyStorePassword)
        .map(
            key ->
                new TlsMaterial(
                    Optional.of(key), file(cetpTrustStore, cetpTrustStorePassword), true));
  }

  private static Optional<StoreFile> file(String path, String password) {
    return given(path).map(name -> new StoreFile(Path.of(name), given(password).orElse("")));
  }

  private static Optional<Integer> first(Integer own, Integer adapters) {
    return Optional.ofNullable(own).or(() -> Optional.ofNullable(adapters));
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equals("none"));
  }
}
