package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.konsil.config.KonsilConfig;

/**
 * Settings {@code konsil.rawData.*}: {@code enabled} ({@code on} or {@code off}; on under the TI-M
 * rules), {@code directory}, {@code instance} and {@code ciId}, {@code intervalMinutes}, {@code
 * keepDays}, {@code mostBytes}, {@code url} and {@code stockUrl}.
 */
@ApplicationScoped
class RawDataSettings {
  /** Interval, retention and bound are our own choice. */
  private static final long INTERVAL_MINUTES = 5;

  private static final long KEEP_DAYS = 90;
  private static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;

  @Inject private KonsilConfig config;

  protected RawDataSettings() {}

  RawDataSettings(KonsilConfig config) {
    this.config = config;
  }

  boolean enabled() {
    return config.text("rawData.enabled").orElse(config.timPolicy() ? "on" : "off").equals("on");
  }

  Path directory() {
    return config
        .text("rawData.directory")
        .map(Path::of)
        .orElseGet(() -> config.home().resolve("rawdata"));
  }

  /** Part of the files' names, so that of each node another. */
  String instance() {
    return config.text("rawData.instance").orElseGet(() -> "konsil-" + config.node());
  }

  /** How the provider's service is called in the TI's IT service management. */
  String ciId() {
    return config.text("rawData.ciId").orElse("");
  }

  Duration interval() {
    return Duration.ofMinutes(config.number("rawData.intervalMinutes", INTERVAL_MINUTES));
  }

  Duration keep() {
    return Duration.ofDays(config.number("rawData.keepDays", KEEP_DAYS));
  }

  long mostBytes() {
    return config.number("rawData.mostBytes", MOST_BYTES);
  }

  /** Where files are delivered to; nowhere unless set. */
  Optional<URI> url() {
    return address("rawData.url");
  }

  /** Where stock data are delivered to; nowhere unless set. */
  Optional<URI> stockUrl() {
    return address("rawData.stockUrl");
  }

  /**
   * Only https leaves the house; plain http is for the networks that {@code
   * konsil.outgoingPrivateNetworks} opens.
   */
  private Optional<URI> address(String name) {
    return config
        .text(name)
        .map(URI::create)
        .filter(uri -> "https".equals(uri.getScheme()) || config.outgoingPrivateNetworks());
  }
}
