package org.konsil.registration;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.idp.Institution;

/**
 * With {@code konsil.demo.ordered} the demo's domains are messenger services that make-believe
 * organisations ordered: within a minute they are in the sandbox's federation list, and their
 * administrators can write entries of the directory (AF_10059).
 */
@Singleton
@Startup
@DependsOn("OrgStartup")
public class DemoOrganisations {
  private static final String DEMO = "demo-organisations.json";

  @Inject private KonsilConfig config;
  @Inject private OrganisationStore organisations;
  @Inject private ServiceStore services;
  @Inject private Clock clock;

  @PostConstruct
  void start() {
    if (config.demo() && config.text("demo.ordered").map(Boolean::valueOf).orElse(false)) {
      for (JsonNode demo : resource()) {
        config.domains().stream()
            .filter(domain -> domain.host().equals(demo.get("domain").asText()))
            .filter(domain -> services.find(domain).isEmpty())
            .forEach(domain -> ensure(domain, demo));
      }
    }
  }

  private void ensure(ServerName domain, JsonNode demo) {
    Instant now = clock.instant();
    Institution institution =
        new Institution(
            demo.get("telematikId").asText(),
            demo.get("professionOid").asText(),
            demo.get("name").asText());
    long organisation = organisations.insert(institution.name(), now);
    organisations.insertIdentity(organisation, institution, now);
    services.insert(domain, organisation, institution.telematikId(), now);
  }

  private static JsonNode resource() {
    try (InputStream in = DemoOrganisations.class.getResourceAsStream(DEMO)) {
      return Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
