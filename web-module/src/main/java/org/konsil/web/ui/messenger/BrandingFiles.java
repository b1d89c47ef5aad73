package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;

/**
 * Where an administrator lays the colours of a domain: {@code branding/DOMAIN.css} in the server's
 * home. Read at each page, so a change needs no restart; a ':' of a port is written as '_'.
 */
@ApplicationScoped
public class BrandingFiles {

  private static final long LARGEST_BYTES = 20_000;

  @Inject KonsilConfig config;

  /** The readable colours of the domain, if it has any. */
  Optional<Branding> find(ServerName domain) {
    return file(domain).flatMap(BrandingFiles::read);
  }

  /** When the file was last written, for its address; empty when there is none. */
  Optional<Long> version(ServerName domain) {
    return file(domain).map(file -> file.toFile().lastModified());
  }

  private Optional<Path> file(ServerName domain) {
    Path file =
        config.home().resolve("branding").resolve(domain.value().replace(':', '_') + ".css");
    return Optional.of(file)
        .filter(Files::isRegularFile)
        .filter(one -> one.toFile().length() <= LARGEST_BYTES);
  }

  private static Optional<Branding> read(Path file) {
    try {
      return Branding.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
