package org.konsil.jca.konnektor;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorTarget;
import org.konsil.jca.wire.TlsMaterial;
import org.konsil.jca.wire.TlsMaterial.StoreFile;

/**
 * The config properties of META-INF/ra.xml as the container sets them, and the checked {@link
 * KonnektorSettings} made of them. {@code none} or an empty text means "not set".
 */
public abstract class ConnectionProperties {

  private static final int DEFAULT_CONNECT_TIMEOUT = 5_000;
  private static final int DEFAULT_READ_TIMEOUT = 10_000;
  private static final String CETP = "cetp://";
  private static final List<String> SCHEMES = List.of("http", "https");

  private String url;
  private String mandantId;
  private String clientSystemId;
  private String workplaceId;
  private String userId;
  private String keyStore;
  private String keyStorePassword;
  private String trustStore;
  private String trustStorePassword;
  private boolean hostnameCheck = true;
  private int connectTimeoutMillis = DEFAULT_CONNECT_TIMEOUT;
  private int readTimeoutMillis = DEFAULT_READ_TIMEOUT;
  private String eventTo;

  /**
   * Address of connector.sds, such as {@code https://konnektor:443/connector.sds}; without a path
   * that is added. Of several, separated by commas, the first that answers is taken; all are set up
   * alike, with the same mandant, client system, workplace and certificates.
   */
  public void setUrl(String value) {
    url = value;
  }

  public void setMandantId(String value) {
    mandantId = value;
  }

  public void setClientSystemId(String value) {
    clientSystemId = value;
  }

  public void setWorkplaceId(String value) {
    workplaceId = value;
  }

  public void setUserId(String value) {
    userId = value;
  }

  /** PKCS#12 file with the client system's key, as the Konnektor exports it. */
  public void setKeyStore(String value) {
    keyStore = value;
  }

  public void setKeyStorePassword(String value) {
    keyStorePassword = value;
  }

  /** PKCS#12 or PEM file with the certificates to trust; the JDK's authorities when not set. */
  public void setTrustStore(String value) {
    trustStore = value;
  }

  public void setTrustStorePassword(String value) {
    trustStorePassword = value;
  }

  /** Off only together with a trust store. */
  public void setHostnameCheck(Boolean value) {
    hostnameCheck = value;
  }

  /** 1 to 600000. */
  public void setConnectTimeoutMillis(Integer value) {
    connectTimeoutMillis = value;
  }

  /** 1 to 600000, for a whole answer. */
  public void setReadTimeoutMillis(Integer value) {
    readTimeoutMillis = value;
  }

  /** Where the Konnektor is to send events, {@code cetp://host:port} or {@code host:port}. */
  public void setEventTo(String value) {
    eventTo = value;
  }

  boolean hasAddress() {
    return given(url).isPresent();
  }

  KonnektorTarget describe() {
    try {
      KonnektorSettings settings = settings();
      return new KonnektorTarget(
          Optional.of(settings.address()), Optional.of(settings.context()), settings.eventTo());
    } catch (KonnektorNotConfiguredException e) {
      return new KonnektorTarget(given(url), Optional.empty(), eventAddress());
    }
  }

  /** The settings of the first Konnektor. */
  KonnektorSettings settings() throws KonnektorNotConfiguredException {
    return alternatives().get(0);
  }

  /**
   * The settings of each Konnektor, in the order in which they are tried.
   *
   * @throws KonnektorNotConfiguredException naming the property that is missing or unusable
   */
  List<KonnektorSettings> alternatives() throws KonnektorNotConfiguredException {
    List<KonnektorSettings> found = new ArrayList<>();
    for (String address : required("Url", url).split(",", -1)) {
      found.add(settings(address.strip()));
    }
    return found;
  }

  private KonnektorSettings settings(String address) throws KonnektorNotConfiguredException {
    try {
      return new KonnektorSettings(
          directory(address),
          new CallContext(
              required("MandantId", mandantId),
              required("ClientSystemId", clientSystemId),
              required("WorkplaceId", workplaceId),
              given(userId)),
          new TlsMaterial(
              file(keyStore, keyStorePassword),
              file(trustStore, trustStorePassword),
              hostnameCheck),
          timeout("ConnectTimeoutMillis", connectTimeoutMillis),
          timeout("ReadTimeoutMillis", readTimeoutMillis),
          eventAddress());
    } catch (IllegalArgumentException e) {
      throw new KonnektorNotConfiguredException(e.getMessage(), e);
    }
  }

  private static URI directory(String text) throws KonnektorNotConfiguredException {
    URI address = URI.create(text);
    if (address.getHost() == null || !SCHEMES.contains(address.getScheme())) {
      throw new KonnektorNotConfiguredException("Url is no http or https address");
    }
    String path = address.getPath();
    return path == null || path.isEmpty() || path.equals("/")
        ? address.resolve("/connector.sds")
        : address;
  }

  private Optional<String> eventAddress() {
    return given(eventTo).map(to -> to.startsWith(CETP) ? to : CETP + to);
  }

  private static Duration timeout(String name, int millis) throws KonnektorNotConfiguredException {
    if (millis < 1 || millis > 600_000) {
      throw new KonnektorNotConfiguredException(name + " must be 1 to 600000");
    }
    return Duration.ofMillis(millis);
  }

  private static Optional<StoreFile> file(String path, String password) {
    return given(path).map(name -> new StoreFile(Path.of(name), given(password).orElse("")));
  }

  private static String required(String name, String value) throws KonnektorNotConfiguredException {
    return given(value)
        .orElseThrow(() -> new KonnektorNotConfiguredException(name + " is not set"));
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equals("none"));
  }

  private List<Object> all() {
    return Arrays.asList(
        url,
        mandantId,
        clientSystemId,
        workplaceId,
        userId,
        keyStore,
        keyStorePassword,
        trustStore,
        trustStorePassword,
        hostnameCheck,
        connectTimeoutMillis,
        readTimeoutMillis,
        eventTo);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConnectionProperties same
        && same.getClass() == getClass()
        && all().equals(same.all());
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(all());
  }
}
