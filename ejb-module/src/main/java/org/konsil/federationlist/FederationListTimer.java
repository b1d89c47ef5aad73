package org.konsil.federationlist;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/** Has the list fetched hourly, by one of the nodes; first shortly after the start. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class FederationListTimer {
  private static final Duration FIRST = Duration.ofSeconds(3);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  @Resource private TimerService timers;
  @Inject private FederationListService list;

  @PostConstruct
  void start() {
    if (list.configured()) {
      timers.createIntervalTimer(
          FIRST.toMillis(), INTERVAL.toMillis(), new TimerConfig("federation list", false));
    }
  }

  @Timeout
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void tick() {
    list.askHourly();
  }
}
