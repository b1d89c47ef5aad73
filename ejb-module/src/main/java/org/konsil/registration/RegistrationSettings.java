package org.konsil.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;

/**
 * The registration service, {@code konsil.registration.*}: {@code portal} turns it on; {@code code}
 * must be known to whoever lets the Konnektor's card log in; {@code domainSuffixes} limits the
 * domains; {@code mostServices} an organisation may have; {@code documents} of the contract, each
 * {@code id|version|address}.
 */
@ApplicationScoped
class RegistrationSettings {
  private static final int MOST_SERVICES = 10;

  @Inject private KonsilConfig config;

  protected RegistrationSettings() {}

  RegistrationSettings(KonsilConfig config) {
    this.config = config;
  }

  boolean enabled() {
    return config.text("registration.portal").filter("on"::equals).isPresent();
  }

  /**
   * Without it nobody can let the Konnektor's card log in: the card is everybody's who can reach
   * the server, and its PIN has been entered.
   */
  Optional<String> code() {
    return config.text("registration.code");
  }

  int mostServices() {
    return (int) config.number("registration.mostServices", MOST_SERVICES);
  }

  boolean allows(ServerName domain) {
    List<String> suffixes = config.texts("registration.domainSuffixes");
    return suffixes.isEmpty()
        || suffixes.stream()
            .anyMatch(
                suffix -> domain.value().equals(suffix) || domain.value().endsWith("." + suffix));
  }

  List<ContractDocument> documents() {
    return config.texts("registration.documents").stream()
        .map(entry -> entry.split("\\|", 3))
        .filter(parts -> parts.length == 3)
        .map(parts -> new ContractDocument(parts[0], parts[1], parts[2]))
        .toList();
  }
}
