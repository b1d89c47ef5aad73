package org.konsil.federationlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.konsil.config.KonsilConfig;

/**
 * Where the list comes from, {@code konsil.vzd.*}: {@code url}, the directory's address; {@code
 * tokenUrl}, {@code clientId} and {@code clientSecret} of the provider's access; and {@code
 * konsil.ti.roots}, a PEM file of the TI's roots and authorities.
 */
@ApplicationScoped
class ListSettings {
  @Inject private KonsilConfig config;

  protected ListSettings() {}

  ListSettings(KonsilConfig config) {
    this.config = config;
  }

  /** The directory, without a trailing slash; no list is fetched without it. */
  Optional<String> directory() {
    return config.text("vzd.url").map(url -> url.replaceAll("/+$", ""));
  }

  Optional<Path> roots() {
    return config.text("ti.roots").map(Path::of);
  }

  Optional<URI> tokenUrl() {
    return config.text("vzd.tokenUrl").map(URI::create);
  }

  String clientId() {
    return config.text("vzd.clientId").orElse("");
  }

  String clientSecret() {
    return config.text("vzd.clientSecret").orElse("");
  }
}
