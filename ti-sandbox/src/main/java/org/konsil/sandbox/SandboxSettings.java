package org.konsil.sandbox;

import java.nio.file.Path;
import java.util.Properties;

/** The sandbox's settings: system properties {@code konsil.sandbox.*}. */
final class SandboxSettings {

  private static final int KONNEKTOR_PORT = 8444;
  private static final int DIRECTORY_PORT = 8445;
  private static final int IDP_PORT = 8446;

  private final Properties properties;

  SandboxSettings(Properties properties) {
    this.properties = properties;
  }

  static SandboxSettings ofSystem() {
    return new SandboxSettings(System.getProperties());
  }

  /**
   * Where client certificate ({@code konnektor-client.p12}) and authority ({@code
   * konnektor-ca.pem}) are laid for the connector: {@code konsil.sandbox.directory}, else {@code
   * ti-sandbox} in the server's data folder.
   */
  Path directory() {
    return Path.of(
        properties.getProperty(
            "konsil.sandbox.directory",
            properties.getProperty("jboss.server.data.dir", ".") + "/ti-sandbox"));
  }

  /** {@code konsil.sandbox.keystore.password}, of the client certificate. */
  String keyStorePassword() {
    return properties.getProperty("konsil.sandbox.keystore.password", "konsil-sandbox");
  }

  /** {@code konsil.sandbox.konnektor.port} on 127.0.0.1; 0 lets the system choose. */
  int konnektorPort() {
    return port("konsil.sandbox.konnektor.port", KONNEKTOR_PORT);
  }

  /** {@code konsil.sandbox.directory.port} on 127.0.0.1; 0 lets the system choose. */
  int directoryPort() {
    return port("konsil.sandbox.directory.port", DIRECTORY_PORT);
  }

  /** {@code konsil.sandbox.idp.port} on 127.0.0.1; 0 lets the system choose. */
  int idpPort() {
    return port("konsil.sandbox.idp.port", IDP_PORT);
  }

  private int port(String name, int unlessSet) {
    String port = properties.getProperty(name);
    return port == null ? unlessSet : Integer.parseInt(port.strip());
  }
}
