package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.federationlist.FederationListService;

/**
 * Who belongs to the federation: the domains of this deployment, those of the federation list, and
 * for tests before admission the servers of a file that the administrator maintains ({@code
 * konsil.federation.allowedServers}: one name a line, # begins a comment). The file is read again
 * when it changed; while it cannot be read, what was last read counts.
 */
@ApplicationScoped
class FederationMembers {
  private static final Logger LOG = Logger.getLogger(FederationMembers.class.getName());

  @Inject private DomainService domains;
  @Inject private KonsilConfig config;
  @Inject private FederationListService list;

  private volatile Read last = new Read(FileTime.fromMillis(0), Set.of());

  private record Read(FileTime changed, Set<String> names) {}

  protected FederationMembers() {}

  FederationMembers(DomainService domains, KonsilConfig config, FederationListService list) {
    this.domains = domains;
    this.config = config;
    this.list = list;
  }

  /** By what is known now; may be asked within a transaction. */
  boolean contains(ServerName server) {
    return isNamedHere(server) || list.isMember(server);
  }

  /** The same, but for an unknown server the list is fetched anew (A_25537). Blocks. */
  boolean containsNow(ServerName server) {
    return isNamedHere(server) || list.isMemberNow(server);
  }

  private boolean isNamedHere(ServerName server) {
    return domains.isLocal(server) || listed().contains(server.value().toLowerCase(Locale.ROOT));
  }

  /** Whether the server is a health insurer's, whose users are insured persons. */
  boolean isInsurance(ServerName server) {
    return list.isInsurance(server);
  }

  private Set<String> listed() {
    Optional<Path> file = config.allowedServers();
    if (file.isEmpty()) {
      return Set.of();
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file.get());
      if (!changed.equals(last.changed())) {
        last = new Read(changed, names(file.get()));
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "the file of allowed servers cannot be read");
    }
    return last.names();
  }

  private static Set<String> names(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceAll("#.*", "").trim().toLowerCase(Locale.ROOT))
        .filter(name -> ServerName.find(name).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }
}
