package org.konsil.config;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Makes the configured domains that do not exist yet. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class DomainStartup {
  @Inject private KonsilConfig config;
  @Inject private DomainService domains;

  @PostConstruct
  void ensureDomains() {
    config.domains().forEach(name -> domains.ensure(new Domain(name, name.value())));
  }
}
