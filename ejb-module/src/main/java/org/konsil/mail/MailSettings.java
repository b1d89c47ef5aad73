package org.konsil.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.config.KonsilConfig;

/**
 * Settings {@code konsil.smtp} ({@code host:port}) or {@code konsil.mail.session} (JNDI name of a
 * session of the server's mail subsystem), {@code konsil.mail.from}; {@code konsil.kim.smtp},
 * {@code konsil.kim.session} and {@code konsil.kim.from} of the way into KIM.
 */
@ApplicationScoped
class MailSettings {
  /** A relay of its own, or a session that the administrator set up. */
  record Way(Optional<String> relay, Optional<String> session, String from) {}

  @Inject private KonsilConfig config;

  protected MailSettings() {}

  MailSettings(KonsilConfig config) {
    this.config = config;
  }

  /** How mail gets out; empty when none is set up. KIM has no other way than its own. */
  Optional<Way> way(boolean kim) {
    return kim ? way("kim.smtp", "kim") : way("smtp", "mail");
  }

  private Optional<Way> way(String relayName, String prefix) {
    Optional<String> relay = config.text(relayName);
    Optional<String> session = config.text(prefix + ".session");
    return relay.or(() -> session).map(any -> new Way(relay, session, from(prefix)));
  }

  private String from(String prefix) {
    return config.text(prefix + ".from").orElseGet(this::fromDomain);
  }

  private String fromDomain() {
    return config.domains().stream()
        .findFirst()
        .map(domain -> "konsil@" + domain.value().replaceAll(":\\d+$", ""))
        .orElse("konsil@localhost");
  }
}
