package org.konsil.appservice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * The application services of this installation: those whose files {@code konsil.appservices}
 * names, read once.
 */
@ApplicationScoped
public class AppServices {
  @Inject private KonsilConfig config;

  private List<AppService> services;

  /**
   * @throws IllegalArgumentException when a registration cannot be used
   */
  public synchronized List<AppService> all() {
    if (services == null) {
      services = read(config.texts("appservices"));
    }
    return services;
  }

  public Optional<AppService> find(String id) {
    return all().stream().filter(service -> service.id().equals(id)).findFirst();
  }

  /** The service that calls with this token. */
  public Optional<AppService> findByToken(String asToken) {
    List<AppService> known = all();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    byte[] given = asToken.getBytes(StandardCharsets.UTF_8);
    return known.stream()
        .filter(
            service ->
                MessageDigest.isEqual(service.asToken().getBytes(StandardCharsets.UTF_8), given))
        .findFirst();
  }

  /**
   * Whether a service has the user for itself.
   *
   * @param caller the id of the service that asks; empty for everybody else
   */
  public boolean isReserved(UserId user, Optional<String> caller) {
    return all().stream()
        .filter(service -> !caller.equals(Optional.of(service.id())))
        .anyMatch(service -> service.owns(user));
  }

  /** As before, for an alias. */
  public boolean isReserved(RoomAlias alias, Optional<String> caller) {
    return all().stream()
        .filter(service -> !caller.equals(Optional.of(service.id())))
        .anyMatch(service -> service.owns(alias));
  }

  private List<AppService> read(List<String> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    ServerName first =
        config.domains().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no domain for application services"));
    List<AppService> read = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String file : files) {
      AppService service = RegistrationFile.read(Path.of(file), first);
      if (!taken.add("id " + service.id()) || !taken.add("token " + service.asToken())) {
        throw new IllegalArgumentException(
            "two application services have the id or the token of " + service.id());
      }
      read.add(service);
    }
    return List.copyOf(read);
  }
}
