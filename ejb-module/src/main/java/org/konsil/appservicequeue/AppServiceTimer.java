package org.konsil.appservicequeue;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.konsil.appservice.AppServices;

/**
 * Reads the registrations at the start, so that a wrong one is noticed then, and looks regularly
 * for what was put off and for what a node left that is gone.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class AppServiceTimer {
  @Inject private AppServices services;
  @Inject private AppServiceWorker worker;

  @PostConstruct
  void read() {
    services.all();
  }

  @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
  public void look() {
    services.all().stream()
        .filter(service -> service.url().isPresent())
        .forEach(service -> worker.nudge(service.id()));
  }
}
