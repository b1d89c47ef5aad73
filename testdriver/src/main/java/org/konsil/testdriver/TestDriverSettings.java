package org.konsil.testdriver;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The test driver's settings: system properties. */
@ApplicationScoped
public class TestDriverSettings {
  private final Properties properties;

  public TestDriverSettings() {
    this(System.getProperties());
  }

  public TestDriverSettings(Properties properties) {
    this.properties = properties;
  }

  /** Where the homeserver answers: {@code konsil.testdriver.homeserver}. */
  public URI homeserver() {
    return URI.create(
        properties.getProperty("konsil.testdriver.homeserver", "http://127.0.0.1:8080"));
  }

  /** The domains whose clients are driven: {@code konsil.domains}. */
  public List<String> domains() {
    return List.of(
        properties.getProperty("konsil.domains", "klinik.example,praxis.example").split(","));
  }

  /** Konsil's version: {@code konsil.testdriver.version}. */
  public String version() {
    return properties.getProperty("konsil.testdriver.version", "0.1.0");
  }

  /** What the clients run on, in the words of the Testtreiber API: Windows, OSx or Linux. */
  public String operatingSystem() {
    String name = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.contains("windows")) {
      return "Windows";
    }
    return name.contains("mac") ? "OSx" : "Linux";
  }

  /** {@code os.version}. */
  public String operatingSystemVersion() {
    return properties.getProperty("os.version", "");
  }

  /** Each domain's administrator; the test driver makes its accounts as this one. */
  public String administrator() {
    return properties.getProperty("konsil.testdriver.administrator", "admin");
  }

  /** {@code konsil.testdriver.administrator.password}. */
  public String administratorPassword() {
    return properties.getProperty("konsil.testdriver.administrator.password", "konsil-demo");
  }
}
